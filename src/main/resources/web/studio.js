// The studio: profiles are listed, written, tried and played. Writes only what its buttons say.
import { render } from "preact";
import { Agent, problemOf, shownState } from "/agent.js";
import { dialogView } from "/studio-dialog.js";
import { differences } from "/studio-differences.js";
import { Editor } from "/studio-editor.js";
import { formView } from "/studio-form.js";
import { capture } from "/studio-keys.js";
import { isMeant, profilesView } from "/studio-list.js";
import { Skills } from "/skills.js";
import { SECONDS, previewView } from "/studio-preview.js";
import { headView, noticesView, problemsView } from "/studio-views.js";
import { loaded, setText } from "/words.js";

const CLIENT = "studio";
const CHECK_MS = 200;
const PREVIEW_MS = 350;
const DRAFT = "fermata draft ";
const TOLD_MS = 12_000;

const $ = (id) => document.getElementById(id);
/** What is shown. A profile that was opened is one of documents: its text as it was saved, its editor's state, what check says. */
const model = {
  link: "connecting",
  listed: false,
  folder: "",
  playing: null,
  profiles: [],
  trash: [],
  open: null,
  dialog: null,
  typing: new Map(),
  capturing: null,
};
const documents = new Map();
const editor = new Editor($("editor"), {
  changed,
  saved: () => actions.save(),
  fields: () => model.open?.outline?.fields ?? {},
});
const agent = new Agent({ link, another, status: standing, happened, missed: () => look(true) });
const skills = new Skills({ agent, client: CLIENT, list: $("live"), note: $("live-note") });
let checkTimer = 0;
let previewTimer = 0;
let toldTimer = 0;
let painting = false;
let previewing = false;
let previewAgain = false;
/** How often the list was asked for: only the last answer counts. */
let looks = 0;
/** One change by the form after the other, each of the text that the one before has left. */
let editing = Promise.resolve();

// --- Showing --------------------------------------------------------------------------------

/** Shows what is; many wishes at once make one picture. */
function paint() {
  if (painting) return;
  painting = true;
  queueMicrotask(() => {
    painting = false;
    render(profilesView(model, documents, actions), $("profiles"));
    render(headView(model, editor, actions), $("head"));
    render(noticesView(model.open, actions), $("notices"));
    render(problemsView(model.open, actions), $("problems"));
    render(formView(model, actions), $("fields"));
    render(previewView(model.open, { holdsAre }), $("preview"));
    render(dialogView(model, actions), $("dialog"));
    $("editor").hidden = !model.open;
    document.title = `${model.open ? `${model.open.dirty ? "• " : ""}${model.open.name} · ` : ""}Studio · Fermata`;
  });
}

function tell(text, bad = false) {
  $("told").className = bad ? "shown bad" : "shown";
  setText($("told"), text);
  clearTimeout(toldTimer);
  toldTimer = setTimeout(() => {
    $("told").className = "";
  }, TOLD_MS);
}

const whatFailed = (problem) => (problem.status ? problem.message : "The agent does not answer");

// --- The agent ------------------------------------------------------------------------------

function link(kind, text, wantsToken) {
  const before = model.link;
  model.link = kind;
  $("link").dataset.link = kind;
  setText($("link-text"), text);
  $("token-form").hidden = !wantsToken;
  skills.linked(kind, wantsToken);
  if (kind === "live" && before !== "live") look(true);
  paint();
}

function another() {
  skills.forget();
  look(true);
}

function standing() {
  skills.show();
  document.body.dataset.state = shownState(agent.status);
  setText($("profile"), `plays ${agent.status.profile}`);
}

function happened(event, statusChanged) {
  if (statusChanged) standing();
  // The stream begins with what was before this page.
  if (agent.now() - event.t_ms > performance.now()) return;
  if (event.event === "profile_loaded") {
    tell(loaded(event));
    look(true);
  } else if (event.event === "profile_refused") {
    tell(`The profile is refused, the one before stays in force: ${problemOf(event)}`, true);
    look(true);
  }
}

/** Reads the list anew; with files, also whether the open profile is still what its file says. */
async function look(files = false) {
  if (model.link !== "live") return;
  const turn = ++looks;
  try {
    const { folder, playing, profiles, trash } = await agent.ask("/profiles");
    if (turn !== looks) return;
    Object.assign(model, { folder, playing, profiles, trash, listed: true });
    for (const each of documents.values()) {
      const listed = profiles.find((profile) => profile.name === each.name && isMeant(profile, profiles));
      each.playing = listed?.playing ?? false;
      each.shadowedBy = listed?.shadowed_by ?? "";
    }
    const { open } = model;
    if (!open) openFirst();
    else if (!profiles.some((profile) => profile.name === open.name)) lost(open);
    else if (files) await lookAtFile(open);
  } catch (problem) {
    tell(whatFailed(problem), true);
  }
  paint();
}

/** The file is gone, the text is not. */
function lost(open) {
  if (open.version === undefined) return;
  Object.assign(open, { version: undefined, saved: null, editable: true });
  editor.editable(true);
  keepDraft(open);
  tell("Its file is gone: Save writes it anew", true);
}

function openFirst() {
  const wanted = new URLSearchParams(location.hash.slice(1)).get("profile");
  const open = model.profiles.filter((profile) => isMeant(profile, model.profiles));
  const first =
    open.find((profile) => profile.name === wanted) ??
    open.find((profile) => profile.playing) ??
    open.find((profile) => profile.source === "own") ??
    open[0];
  if (first) actions.open(first);
}

/** The file may have been saved in another editor: taken over when nothing is lost by that, else shown as a conflict. */
async function lookAtFile(open) {
  const there = await agent.ask(`/profiles/${encodeURIComponent(open.name)}`);
  if (there.version === open.version || open !== model.open) return;
  const text = there.text.replaceAll("\r\n", "\n");
  if (open.dirty && editor.text !== text) {
    conflict(open, there);
    return;
  }
  Object.assign(open, { version: there.version, saved: text, conflict: null });
  editor.become(text);
  keepDraft(open);
  tell("The file was changed elsewhere: this is what it says now");
}

// --- Opening --------------------------------------------------------------------------------

async function open(profile) {
  let next = documents.get(profile.name);
  if (!next) {
    try {
      const read = await agent.ask(`/profiles/${encodeURIComponent(profile.name)}`);
      next = documents.get(profile.name) ?? documentOf(read);
    } catch (problem) {
      tell(whatFailed(problem), true);
      return;
    }
  }
  show(next);
}

function documentOf({ name, path, source, editable, why_not: whyNot, playing, text, version }) {
  const saved = text.replaceAll("\r\n", "\n");
  const made = {
    name,
    path,
    source,
    editable,
    whyNot,
    version,
    saved,
    crlf: saved !== text,
    dirty: false,
    playing,
    shadowedBy: "",
    state: editor.state(saved, editable),
    problems: null,
    outline: null,
    checkWhy: "",
    conflict: null,
    draft: null,
    holds: [],
    preview: null,
    previewWhy: "",
    expanded: null,
  };
  const draft = draftOf(name);
  if (draft && editable && draft.text !== saved) made.draft = draft;
  documents.set(name, made);
  return made;
}

function show(next) {
  if (model.open) model.open.state = editor.shown;
  model.capturing?.end();
  model.typing.clear();
  model.open = next;
  editor.show(next.state);
  editor.editable(next.editable);
  history.replaceState(null, "", `#profile=${encodeURIComponent(next.name)}`);
  checkSoon(0);
  paint();
}

/** Forgets a profile that is no more, and shows another. */
function gone(name) {
  documents.delete(name);
  if (model.open?.name === name) {
    model.open = null;
    clearTimeout(checkTimer);
    history.replaceState(null, "", location.pathname);
  }
}

// --- Writing --------------------------------------------------------------------------------

function changed() {
  const { open } = model;
  if (!open) return;
  open.dirty = editor.text !== open.saved;
  keepDraft(open);
  checkSoon(CHECK_MS);
  paint();
}

/** Text that is not saved outlives the page; it is offered again when the profile is opened. */
function keepDraft(open) {
  const { text } = editor;
  open.dirty = text !== open.saved;
  // One that waits to be taken up is not written over by opening the profile.
  if (!open.dirty && !open.draft) localStorage.removeItem(DRAFT + open.name);
  else if (open.dirty) {
    open.draft = null;
    try {
      localStorage.setItem(DRAFT + open.name, JSON.stringify({ text, version: open.version, at: Date.now() }));
    } catch {
      tell("The browser keeps no draft: save before you leave", true);
    }
  }
}

function draftOf(name) {
  try {
    return JSON.parse(localStorage.getItem(DRAFT + name));
  } catch {
    return null;
  }
}

async function save() {
  const { open } = model;
  if (!open) return;
  // What stands in a field of the form belongs to it, though it has not been left yet.
  const field = document.activeElement;
  if (field?.matches("input, select")) field.dispatchEvent(new Event("change", { bubbles: true }));
  await editing;
  if (!open.dirty || open.saving || open !== model.open) return;
  open.saving = true;
  const { text } = editor;
  try {
    const body = { text: open.crlf ? text.replaceAll("\n", "\r\n") : text, version: open.version };
    const answer = await agent.ask(`/profiles/${encodeURIComponent(open.name)}`, body);
    Object.assign(open, { version: answer.version, saved: text, conflict: null, playing: answer.playing });
    if (open === model.open) keepDraft(open);
    else open.dirty = open.state.doc.toString() !== text;
    tell(answer.playing ? "Saved; the running agent takes it over" : "Saved");
  } catch (problem) {
    const { answer } = problem;
    if (answer?.error === "changed_meanwhile") conflict(open, answer);
    else if (answer?.error === "invalid_profile") checkSoon(0);
    tell(
      answer?.error === "changed_meanwhile"
        ? "Not saved: the file was changed meanwhile"
        : `Not saved: ${whatFailed(problem)}`,
      true,
    );
  }
  open.saving = false;
  look();
}

function conflict(open, there) {
  const text = there.text.replaceAll("\r\n", "\n");
  const lines = differences(editor.text, text);
  open.conflict = { text, version: there.version, lines };
  paint();
}

// --- What check and the simulator say -------------------------------------------------------

function checkSoon(delay) {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, delay);
}

async function check() {
  const { open } = model;
  const { text } = editor;
  if (!open) return;
  try {
    const { problems, outline } = await agent.ask("/check", { text, name: open.name });
    if (open !== model.open || text !== editor.text) return;
    // A text that cannot be read for the moment leaves the form as it was.
    Object.assign(open, { problems, outline: outline ?? open.outline, checkWhy: "" });
    editor.problems(problems);
  } catch (problem) {
    open.checkWhy = whatFailed(problem);
  }
  previewSoon(0);
  paint();
}

function previewSoon(delay) {
  clearTimeout(previewTimer);
  previewTimer = setTimeout(preview, delay);
}

/** One at a time, as the agent plays them; what has changed meanwhile is played after it. */
async function preview() {
  const { open } = model;
  const { text } = editor;
  if (!open?.problems) return;
  if (open.problems.some((problem) => problem.severity === "error")) {
    open.previewWhy = open.preview
      ? "It has mistakes now: this is what it played before them"
      : "It has mistakes: what it plays is drawn when they are gone.";
    paint();
    return;
  }
  if (previewing) {
    previewAgain = true;
    return;
  }
  previewing = true;
  try {
    const holds = [...open.holds]
      .sort((one, other) => one.from - other.from)
      .map(({ from, to }) => ({ from_ms: from, to_ms: to }));
    const answer = await agent.ask("/preview", { text, name: open.name, seconds: SECONDS, holds });
    Object.assign(open, { preview: answer, previewWhy: "" });
  } catch (problem) {
    // Another page has one played.
    if (problem.status === 429) previewSoon(PREVIEW_MS);
    else open.previewWhy = whatFailed(problem);
  }
  previewing = false;
  if (previewAgain) previewSoon(0);
  previewAgain = false;
  paint();
}

function holdsAre(holds, settled) {
  model.open.holds = holds;
  previewSoon(settled ? 0 : PREVIEW_MS);
  paint();
}

// --- The form -------------------------------------------------------------------------------

/** Has the agent say where the text changes, so that comments and order stay. */
function edit(changes) {
  const { open } = model;
  editing = editing
    .then(async () => {
      for (let attempt = 0; attempt < 3 && open === model.open; attempt++) {
        const { text } = editor;
        const { edits } = await agent.ask("/edit", { text, changes });
        if (text === editor.text) {
          editor.apply(edits);
          checkSoon(0);
          return;
        }
      }
    })
    .catch((problem) => {
      tell(whatFailed(problem), true);
      paint();
    });
  return editing;
}

/** What an action asks for, with what is said when it fails. */
async function attempt(path, body, done) {
  try {
    const answer = await agent.ask(path, body);
    await done(answer);
  } catch (problem) {
    tell(whatFailed(problem), true);
  }
  await look();
}

const actions = {
  paint,
  edit,
  save,
  open,
  undo: () => editor.undo(),
  redo: () => editor.redo(),
  goTo: (problem) => editor.goTo(problem),
  goToLine: (line) => editor.goToLine(line),
  use(problem, suggestion) {
    editor.apply([{ from: problem.from, to: problem.to, insert: suggestion }]);
    editor.focus();
  },
  play: () =>
    attempt("/profile", { client: CLIENT, profile: model.open.name }, () =>
      tell(`${model.open.name} plays from now on`),
    ),
  remove() {
    const { open: leaving } = model;
    return attempt(`/profiles/${encodeURIComponent(leaving.name)}/delete`, { version: leaving.version }, () => {
      gone(leaving.name);
      tell(`${leaving.name} is in the trash`);
    });
  },
  restore: (trashed) =>
    attempt(`/trash/${encodeURIComponent(trashed.id)}/restore`, {}, async ({ name }) => {
      await open({ name });
      tell(`${name} is back`);
    }),

  // Dialogs
  ask(kind) {
    const of = kind === "new" ? "" : model.open.name;
    const name = kind === "copy" ? freeName(`${of}-copy`) : of;
    model.dialog = { kind, of, name, from: "", touched: false, problem: "" };
    paint();
  },
  dialogIs(change) {
    Object.assign(model.dialog, change);
    paint();
  },
  closeDialog() {
    model.dialog = null;
    paint();
  },
  async answerDialog() {
    const { kind, of, name, from } = model.dialog;
    const asked = encodeURIComponent(kind === "new" ? name : of);
    try {
      if (kind === "new") await agent.ask(`/profiles/${asked}/new`, from ? { from } : {});
      else if (kind === "copy") await agent.ask(`/profiles/${asked}/copy`, { to: name });
      else await agent.ask(`/profiles/${asked}/rename`, { to: name, version: model.open.version });
    } catch (problem) {
      actions.dialogIs({ problem: whatFailed(problem) });
      return;
    }
    model.dialog = null;
    if (kind === "rename") gone(of);
    await open({ name });
    await look();
    tell({ new: `${name} is made`, copy: `${name} is a copy of ${of}`, rename: `${of} is called ${name} now` }[kind]);
  },

  // Notices
  takeDraft() {
    const { text } = model.open.draft;
    editor.become(text);
  },
  dropDraft() {
    model.open.draft = null;
    keepDraft(model.open);
    paint();
  },
  keepMine() {
    const { open } = model;
    Object.assign(open, { version: open.conflict.version, saved: open.conflict.text, conflict: null });
    keepDraft(open);
    paint();
    queueMicrotask(save);
  },
  takeTheirs() {
    const { open } = model;
    const { text, version } = open.conflict;
    Object.assign(open, { version, saved: text, conflict: null });
    editor.become(text);
    keepDraft(open);
    paint();
  },

  // The form
  expand(index) {
    model.open.expanded = index;
    model.typing.clear();
    paint();
  },
  async addSkill() {
    const { skills } = model.open.outline;
    const names = new Set(skills.map((skill) => skill.name.value));
    let name = "New skill";
    for (let number = 2; names.has(name); number++) name = `New skill ${number}`;
    await edit([{ add_skill: { name, keys: "q", every: "1s" } }]);
    actions.expand(skills.length);
  },
  async removeSkill(index) {
    await edit([{ remove_skill: index }]);
    actions.expand(null);
  },
  async moveSkill(from, to) {
    await edit([{ move_skill: from, to }]);
    actions.expand(to);
  },
  capture(id, kind, taken) {
    model.capturing?.end();
    const end = capture(kind, {
      taken: (key) => {
        over();
        taken(key);
        tell(`${key} it is`);
      },
      unknown: (code) => {
        model.capturing.unknown = code;
        paint();
      },
      up: over,
    });
    function over() {
      model.capturing = null;
      paint();
    }
    model.capturing = { id, unknown: "", end };
    paint();
  },
};

function freeName(wish) {
  let name = wish;
  for (let number = 2; model.profiles.some((profile) => profile.name === name); number++) name = `${wish}-${number}`;
  return name;
}

// --- Beginning ------------------------------------------------------------------------------

$("token-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  const token = $("token").value.trim();
  sessionStorage.setItem("token", token);
  agent.follow(token);
});
addEventListener("beforeunload", (event) => {
  if ([...documents.values()].some((each) => each.dirty)) event.preventDefault();
});
addEventListener("focus", (event) => {
  if (event.target === window) look(true);
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && !event.defaultPrevented) {
    event.preventDefault();
    save();
  }
});
setInterval(() => {
  if (!document.hidden) skills.tick();
}, 500);
paint();
agent.follow();
