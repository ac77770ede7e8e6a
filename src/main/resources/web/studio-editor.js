// The text of a profile: CodeMirror with the language, the look and the messages of Fermata.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  isolateHistory,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { plain } from "/studio-fields.js";
import { BUTTONS, KEYS } from "/studio-keys.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.propertyName, color: "var(--text-field)" },
  { tag: tags.string, color: "var(--text-value)" },
  { tag: tags.number, color: "var(--text-number)" },
  { tag: tags.atom, color: "var(--text-table)", fontWeight: "600" },
]);

// Pictures in addresses, as CodeMirror draws its marks with, are not allowed here.
const squiggle = (colour) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy var(${colour})`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});
const dot = (colour) => ({
  content: "''",
  background: `var(${colour})`,
  borderRadius: "50%",
  display: "block",
  height: "9px",
  margin: "5px 2px",
  width: "9px",
});
const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", fontSize: ".875rem", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace",
    lineHeight: "1.55",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-gutters": { backgroundColor: "var(--card)", border: "0", color: "var(--soft)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "26px", padding: "0 6px 0 4px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--paused) 8%, transparent)" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--paused) 25%, transparent)" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-lint-marker": { height: "auto", width: "auto" },
  ".cm-lint-marker-error": dot("--danger"),
  ".cm-lint-marker-warning": dot("--holding"),
  ".cm-lintRange": { padding: "0" },
  ".cm-lintRange-error": squiggle("--danger"),
  ".cm-lintRange-warning": squiggle("--holding"),
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--holding) 18%, transparent)" },
  ".cm-tooltip": {
    backgroundColor: "var(--card)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    color: "var(--ink)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { maxWidth: "28em", padding: "6px 10px", whiteSpace: "pre-wrap" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--paper)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    color: "var(--ink)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--holding)" },
  ".cm-tooltip-autocomplete ul li": { lineHeight: "1.5", padding: "2px 8px !important" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--paused) !important",
    color: "var(--card) !important",
  },
  ".cm-completionInfo": { maxWidth: "24em", padding: "6px 10px" },
});

/** One editor; each profile has a state of its own, with what can be undone. */
export class Editor {
  #view;
  #told;
  #editable = new Compartment();

  /** The functions are told: changed() of each change of the text, saved() when Ctrl+S was pressed; fields() gives the schema's. */
  constructor(parent, told) {
    this.#told = told;
    // In a shadow root CodeMirror's styles need no exception from the content security policy.
    const root = parent.attachShadow({ mode: "open" });
    this.#view = new EditorView({ parent: root, root, state: this.state("", false) });
    Object.defineProperty(parent, "view", { value: this.#view });
  }

  /** A new state with nothing to undo. */
  state(text, editable) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        StreamLanguage.define(toml),
        syntaxHighlighting(COLOURS),
        LOOK,
        EditorView.lineWrapping,
        autocompletion({ override: [(context) => completions(context, this.#told.fields())], icons: false }),
        keymap.of([
          {
            key: "Mod-s",
            run: () => {
              this.#told.saved();
              return true;
            },
          },
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...lintKeymap,
        ]),
        this.#editable.of(access(editable)),
        EditorView.contentAttributes.of({ "aria-label": "Text of the profile", spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.#told.changed();
        }),
      ],
    });
  }

  get shown() {
    return this.#view.state;
  }

  show(state) {
    this.#view.setState(state);
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  editable(yes) {
    this.#view.dispatch({ effects: this.#editable.reconfigure(access(yes)) });
  }

  /** Changes the text at places of it as it is now, as one step to undo. */
  apply(edits) {
    this.#view.dispatch({ changes: edits, userEvent: "input.form", annotations: isolateHistory.of("full") });
  }

  /** Puts another text in place of it, so that what is alike at both ends stays where it is. */
  become(text) {
    const now = this.text;
    let head = 0;
    while (head < now.length && now[head] === text[head]) head++;
    let tail = 0;
    while (
      tail < Math.min(now.length, text.length) - head &&
      now[now.length - 1 - tail] === text[text.length - 1 - tail]
    )
      tail++;
    this.apply([{ from: head, to: now.length - tail, insert: text.slice(head, text.length - tail) }]);
  }

  undo() {
    undo(this.#view);
  }

  redo() {
    redo(this.#view);
  }

  get canUndo() {
    return undoDepth(this.#view.state) > 0;
  }

  get canRedo() {
    return redoDepth(this.#view.state) > 0;
  }

  /** What check says of the text as it is now; what is wrong in a file that it extends has no place here. */
  problems(problems) {
    const { state } = this.#view;
    const diagnostics = problems
      .filter((problem) => !problem.file)
      .map((problem) => ({
        ...within(state.doc, problem),
        severity: problem.severity,
        message: words(problem),
        actions: state.readOnly
          ? []
          : problem.suggestions.map((suggestion) => ({
              name: `Use ${suggestion}`,
              apply: (_, from, to) => this.apply([{ from, to, insert: suggestion }]),
            })),
      }));
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Puts the caret at a problem. */
  goTo(problem) {
    const { from, to } = within(this.#view.state.doc, problem);
    this.select(from, to);
  }

  /** Puts the caret at the beginning of a line. */
  goToLine(number) {
    const { doc } = this.#view.state;
    this.select(doc.line(Math.min(Math.max(1, number), doc.lines)).from);
  }

  select(from, to = from) {
    this.#view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.#view.focus();
  }

  focus() {
    this.#view.focus();
  }
}

function access(editable) {
  return [EditorState.readOnly.of(!editable), EditorView.editable.of(editable)];
}

/** A problem in one text: what is wrong, and what is expected. */
function words(problem) {
  return [problem.message, problem.expected && `expected: ${problem.expected}`].filter(Boolean).join("\n");
}

/** The text may have become shorter since it was checked. */
function within(doc, { from, to }) {
  return { from: Math.min(from, doc.length), to: Math.min(to, doc.length) };
}

const WORDS = {
  lane: ["emergency", "high", "normal", "low"],
  mode: ["timed", "hold"],
  resume: ["remaining", "restart", "realtime"],
  during_hold: ["pause", "run"],
  on_hold: ["drop", "keep"],
  unsuppressed: ["special", "send"],
};
const FLAGS = new Set(["enabled", "at_start", "exclusive", "consume", "one_key"]);
const KEY_FIELDS = new Set(["keys", "special", "send", "steps", "master", "toggle", "panic"]);
const KEY_NAMES = [...Object.values(KEYS), ...BUTTONS, "wheel_up", "wheel_down"];

/** Fields of the table that the caret is in, words of a field, names of keys. */
function completions(context, fields) {
  const { text, from } = context.state.doc.lineAt(context.pos);
  const before = text.slice(0, context.pos - from);
  const value = /^\s*([\w]+)\s*=\s*(.*)$/.exec(before);
  if (!value) {
    const word = context.matchBefore(/^\s*\w*/m);
    const table = tableAt(context);
    if (!word || (word.text.trim() === "" && !context.explicit) || !fields[table]) return null;
    const start = word.from + word.text.length - word.text.trimStart().length;
    return {
      from: start,
      validFor: /^\w*$/,
      options: fields[table].map((field) => ({
        label: field.key,
        detail: field.type.replaceAll("`", ""),
        info: plain(field.doc),
        apply: `${field.key} = `,
      })),
    };
  }
  const word = context.matchBefore(/\w*/);
  if (before.includes("#") || (word.text === "" && !context.explicit)) return null;
  const quoted = (before.match(/"/g) ?? []).length % 2 === 1;
  const names = quoted
    ? KEY_FIELDS.has(value[1])
      ? KEY_NAMES
      : WORDS[value[1]]
    : FLAGS.has(value[1])
      ? ["true", "false"]
      : null;
  return names ? { from: word.from, validFor: /^\w*$/, options: names.map((label) => ({ label })) } : null;
}

/** The table that the caret is in, as the outline calls it. */
function tableAt(context) {
  for (let number = context.state.doc.lineAt(context.pos).number; number >= 1; number--) {
    const head = /^\s*\[+([\w.]+)/.exec(context.state.doc.line(number).text);
    if (head) return head[1].startsWith("priority.managed") ? "managed" : head[1];
  }
  return "profile";
}
