// What the studio shows around the text: what can be done with it, notices, mistakes.
import { h } from "preact";

/** A button; one that cannot do anything now stays in reach of the keyboard and says why. */
export function button({ id, why = "", kind = "", label, title = "", pressed, onClick }, text) {
  return h(
    "button",
    {
      type: "button",
      id,
      class: kind,
      title: why || title,
      "aria-label": label,
      "aria-disabled": why ? "true" : "false",
      "aria-describedby": why ? `${id}-why` : undefined,
      "aria-pressed": pressed,
      onClick: why ? undefined : onClick,
    },
    text,
    why && h("span", { class: "unseen", id: `${id}-why` }, why),
  );
}

/** Why the open profile cannot be changed; empty when it can. */
export function whyReadOnly(open) {
  if (open.editable) return "";
  return open.source === "own"
    ? `It is only read here: ${open.whyNot}`
    : "It came with Fermata: duplicate it, and change your copy";
}

/** A number of things. */
export const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

// --- Above and below the text ---------------------------------------------------------------

export function headView(model, editor, actions) {
  const { open } = model;
  if (!open)
    return h("p", { class: "empty large" }, model.listed ? "Choose a profile in the list, or make a new one." : "");
  const away = model.link === "live" ? "" : "The agent does not answer";
  const errors = (open.problems ?? []).filter((problem) => problem.severity === "error").length;
  const notOwn = whyReadOnly(open);
  const saving =
    away ||
    notOwn ||
    (!open.dirty && "Nothing has changed since it was saved") ||
    (open.conflict && "Choose below first which text is to stay") ||
    (errors > 0 && `Not while it has ${plural(errors, "mistake")}: Fermata could not play it`) ||
    "";
  const playing =
    away ||
    (open.playing && "It plays already") ||
    (open.dirty && "Save it first") ||
    (errors > 0 && "Not while it has mistakes") ||
    (open.shadowedBy && `${open.shadowedBy} of the same name would play`) ||
    "";
  const renaming =
    away || notOwn || (open.playing && "It plays now: play another one first") || (open.dirty && "Save it first") || "";
  const deleting = away || notOwn || (open.playing && "It plays now: play another one first") || "";
  return [
    h(
      "div",
      { class: "title-row" },
      h("h2", { class: "open", title: open.path }, open.name),
      open.playing && h("span", { class: "mark-text playing" }, "plays now"),
      !open.editable && h("span", { class: "mark-text" }, "only to be read"),
      open.dirty && h("span", { class: "mark-text unsaved" }, "not saved"),
    ),
    h(
      "div",
      { class: "tools", role: "group", "aria-label": "What to do with it" },
      button({ id: "save", kind: "main", why: saving, title: "Ctrl+S", onClick: actions.save }, "Save"),
      button({ id: "play", why: playing, onClick: actions.play }, "Play it"),
      button(
        { id: "undo", why: editor.canUndo ? "" : "Nothing to undo", title: "Ctrl+Z", onClick: actions.undo },
        "Undo",
      ),
      button(
        { id: "redo", why: editor.canRedo ? "" : "Nothing to redo", title: "Ctrl+Y", onClick: actions.redo },
        "Redo",
      ),
      h("span", { class: "gap" }),
      button({ id: "copy", why: away, onClick: () => actions.ask("copy") }, "Duplicate"),
      button({ id: "rename", why: renaming, onClick: () => actions.ask("rename") }, "Rename"),
      button(
        {
          id: "delete",
          kind: "danger",
          why: deleting,
          title: "Into the trash, from where it can be restored",
          onClick: actions.remove,
        },
        "Delete",
      ),
    ),
  ];
}

export function noticesView(open, actions) {
  if (!open) return null;
  return [
    open.draft &&
      h(
        "div",
        { class: "notice", role: "alert" },
        h(
          "p",
          {},
          `There is text of yours that was not saved, from ${new Date(open.draft.at).toLocaleString()}.` +
            (open.draft.version === open.version ? "" : " The file has changed since."),
        ),
        h(
          "div",
          { class: "tools" },
          button({ id: "draft-take", kind: "main", onClick: actions.takeDraft }, "Take it up again"),
          button({ id: "draft-drop", onClick: actions.dropDraft }, "Throw it away"),
        ),
      ),
    open.conflict &&
      h(
        "div",
        { class: "notice bad", role: "alert" },
        h("p", {}, "The file was changed by something else while you worked on it. Nothing has been written."),
        h(
          "pre",
          { class: "diff", tabIndex: 0, "aria-label": "What is different" },
          open.conflict.lines.map((line, index) =>
            h("span", { key: index, class: line.kind }, `${line.sign} ${line.text}\n`),
          ),
        ),
        h(
          "div",
          { class: "tools" },
          button(
            { id: "conflict-mine", kind: "main", title: "The file becomes your text", onClick: actions.keepMine },
            "Keep mine (+)",
          ),
          button(
            { id: "conflict-theirs", title: "Undo brings yours back", onClick: actions.takeTheirs },
            "Take the file's (−)",
          ),
        ),
      ),
  ];
}

export function problemsView(open, actions) {
  if (!open) return null;
  if (!open.problems) return h("p", { class: "verdict" }, open.checkWhy || "Checking …");
  if (open.problems.length === 0)
    return h("p", { class: "verdict good", role: "status" }, "No mistakes: Fermata can play it.");
  const count = (severity) => open.problems.filter((problem) => problem.severity === severity).length;
  const parts = [
    count("error") && plural(count("error"), "mistake"),
    count("warning") && plural(count("warning"), "warning"),
  ].filter(Boolean);
  return [
    h("p", { class: count("error") ? "verdict bad" : "verdict", role: "status" }, parts.join(", ")),
    h(
      "ul",
      {},
      open.problems.map((problem, index) =>
        h(
          "li",
          { key: index, class: problem.severity },
          h(
            "button",
            {
              type: "button",
              class: "problem",
              "aria-disabled": problem.file ? "true" : undefined,
              title: problem.file ? `It is in ${problem.file}` : "",
              onClick: problem.file ? undefined : () => actions.goTo(problem),
            },
            h(
              "span",
              { class: "place" },
              problem.severity === "error" ? `Line ${problem.line}` : `Line ${problem.line}, warning`,
            ),
            h("span", { class: "what" }, problem.message),
            problem.file && h("span", { class: "more" }, `in ${problem.file}`),
            problem.expected && h("span", { class: "more" }, `expected: ${problem.expected}`),
          ),
          open.editable &&
            !problem.file &&
            problem.suggestions.map((suggestion) =>
              button(
                {
                  id: `use-${index}-${suggestion}`,
                  key: suggestion,
                  kind: "small",
                  onClick: () => actions.use(problem, suggestion),
                },
                `Use ${suggestion}`,
              ),
            ),
        ),
      ),
    ),
  ];
}
