// The Look page: pictures of the game, places in them, what they read, and sensors in a profile.
import { render } from "preact";
import { Agent, problemOf, shownState } from "/agent.js";
import { Picture, inside, scaled } from "/look-picture.js";
import {
  readingView, sensorView, sensorsView, shownText, toolsView, useView, usualCondition, whyNotRead,
} from "/look-views.js";
import { isMeant } from "/studio-list.js";
import { loaded, setText } from "/words.js";

const READ_MS = 150;
const FOLLOW_MS = 1_000;
const TOLD_MS = 12_000;
const NEW_SENSOR = { name: "", kind: "bar", region: null, grows: "right", colour: "#c02020", tolerance: 24 };

const $ = (id) => document.getElementById(id);
/** What is shown. A draft is a sensor as it stands in the form, its region in pixels of the picture. */
const model = {
  link: "connecting",
  profiles: [],
  profile: null,
  sensors: [],
  reference: null,
  picture: null,
  shotWhy: "",
  hidden: false,
  shootingWhy: "",
  countdown: 0,
  following: false,
  zoom: "fit",
  draft: null,
  seen: null,
  seenWhy: "",
  typed: "",
  learnedText: "",
  saving: false,
  saveWhy: "",
  skill: { keys: "", when: "", cooldown: "1s" },
  useWhy: "",
};
const agent = new Agent({ link, another: start, status: standing, happened, missed: () => {} });
const picture = new Picture({
  sheet: $("sheet"), canvas: $("canvas"), layer: $("layer"), loupe: $("loupe"), moved: placed,
});
let painting = false;
let toldTimer = 0;
let readTimer = 0;
let countTimer = 0;
/** How often was read: only the last answer counts. */
let reads = 0;

// --- Showing --------------------------------------------------------------------------------

function paint() {
  if (painting) return;
  painting = true;
  queueMicrotask(() => {
    painting = false;
    render(toolsView(model, actions), $("tools"));
    render(sensorsView(model, actions), $("sensors"));
    render(sensorView(model, actions), $("sensor"));
    render(readingView(model, actions), $("reading"));
    render(useView(model, actions), $("use"));
    setText($("shown"), shownText(model));
    $("frame").hidden = !model.picture;
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
  if (kind === "live" && before !== "live") start();
  if (kind !== "live") actions.stop();
  paint();
}

function standing() {
  document.body.dataset.state = shownState(agent.status);
  setText($("profile"), `plays ${agent.status.profile}`);
}

function happened(event, changed) {
  if (changed) standing();
  // The stream begins with what was before this page.
  if (agent.now() - event.t_ms > performance.now()) return;
  if (event.event === "profile_loaded") tell(loaded(event));
  else if (event.event === "profile_refused") tell(`The profile is refused: ${problemOf(event)}`, true);
}

async function start() {
  try {
    const { profiles } = await agent.ask("/profiles");
    const meant = profiles.filter((profile) => isMeant(profile, profiles));
    model.profiles = meant.map((profile) => profile.name);
    const wanted = new URLSearchParams(location.hash.slice(1)).get("profile") ?? model.profile?.name;
    const first = meant.find((profile) => profile.name === wanted)
      ?? meant.find((profile) => profile.playing)
      ?? meant.find((profile) => profile.source === "own")
      ?? meant[0];
    if (first && model.profile?.name !== first.name) await open(first.name);
  } catch (problem) {
    tell(whatFailed(problem), true);
  }
  paint();
}

// --- The profile ----------------------------------------------------------------------------

async function open(name) {
  actions.stop();
  try {
    await readProfile(name);
  } catch (problem) {
    tell(whatFailed(problem), true);
    return;
  }
  history.replaceState(null, "", `#profile=${encodeURIComponent(name)}`);
  Object.assign(model, { draft: null, seen: null, picture: null, shotWhy: "", saveWhy: "", useWhy: "",
    learnedText: "" });
  show();
}

/** What the file says now. */
async function readProfile(name) {
  const read = await agent.ask(`/profiles/${encodeURIComponent(name)}`);
  const { outline } = await agent.ask("/check", { text: read.text, name });
  model.profile = {
    name, source: read.source, editable: read.editable, whyNot: read.why_not, text: read.text, version: read.version,
  };
  model.reference = outline?.screen.reference.value ?? null;
  model.sensors = (outline?.sensors ?? [])
    .filter((sensor) => sensor.name.value && sensor.kind.value && sensor.region.value)
    .map((sensor) => ({
      index: sensor.index,
      name: sensor.name.value,
      kind: sensor.kind.value,
      region: sensor.region.value,
      grows: sensor.grows.value,
      colour: sensor.colour.value ?? NEW_SENSOR.colour,
      tolerance: Number(sensor.tolerance.value),
    }));
}

/** Where a region of the profile is in the picture. */
function inPicture(region) {
  if (!model.picture) return null;
  const { width, height } = model.picture;
  const there = model.reference ? scaled(region, width / model.reference[0], height / model.reference[1]) : region;
  return inside(there, width, height);
}

/** Puts the places on the picture, and reads the one that is worked on. */
function show() {
  const others = model.picture
    ? model.sensors.filter((sensor) => sensor.index !== model.draft?.index)
      .map((sensor) => ({ name: sensor.name, region: inPicture(sensor.region) }))
    : [];
  if (model.picture) picture.places(others, model.draft?.region ?? null);
  readSoon(0);
  paint();
}

// --- Pictures -------------------------------------------------------------------------------

async function shoot() {
  model.shootingWhy = "A picture is being taken";
  paint();
  try {
    const response = await agent.get(`/screen.png?profile=${encodeURIComponent(model.profile.name)}`);
    if (!response.ok) {
      const { error, message } = await response.json();
      Object.assign(model, { shotWhy: message, hidden: error === "nothing_seen" });
    } else {
      const bitmap = await createImageBitmap(await response.blob());
      picture.show(bitmap);
      const before = model.picture;
      model.picture = {
        id: Number(response.headers.get("Fermata-Picture")),
        shows: response.headers.get("Fermata-Shows"),
        width: bitmap.width,
        height: bitmap.height,
        at: new Date(),
      };
      $("canvas").dataset.picture = model.picture.id;
      Object.assign(model, { shotWhy: "", hidden: false, learnedText: "" });
      const { draft } = model;
      // What has no place in the picture yet gets that of the profile.
      const another = before && (before.width !== bitmap.width || before.height !== bitmap.height);
      if (draft && draft.index !== null && (!draft.region || (another && !draft.dirty))) {
        draft.region = inPicture(model.sensors.find((sensor) => sensor.index === draft.index).region);
      } else if (draft?.region) {
        draft.region = inside(draft.region, bitmap.width, bitmap.height);
      }
      picture.zoom(model.zoom);
    }
  } catch {
    model.shotWhy = "The agent does not answer";
  }
  model.shootingWhy = "";
  show();
}

/** A picture a second while the page is in sight, until it is stopped. */
async function follow() {
  model.following = true;
  while (model.following) {
    if (!document.hidden) await shoot();
    if (model.shotWhy) break;
    await new Promise((done) => { setTimeout(done, FOLLOW_MS); });
  }
  model.following = false;
  paint();
}

// --- Reading and learning -------------------------------------------------------------------

function placed(region, settled) {
  if (!model.draft) begin();
  model.draft.region = region;
  model.draft.dirty = true;
  readSoon(settled ? 0 : READ_MS);
  paint();
}

function readSoon(delay) {
  clearTimeout(readTimer);
  readTimer = setTimeout(read, delay);
}

const question = ({ name, kind, region, grows, colour, tolerance }) => ({
  picture: model.picture.id, sensor: name, kind, region, grows, colour, tolerance,
});

async function read() {
  const turn = ++reads;
  if (whyNotRead(model)) {
    model.seen = null;
    paint();
    return;
  }
  try {
    const seen = await agent.ask(`/profiles/${encodeURIComponent(model.profile.name)}/reading`, question(model.draft));
    if (turn !== reads) return;
    Object.assign(model, { seen, seenWhy: "" });
  } catch (problem) {
    if (turn !== reads) return;
    Object.assign(model, { seen: null, seenWhy: problem.answer?.message ?? whatFailed(problem) });
  }
  paint();
}

async function learn(look) {
  const { draft } = model;
  const body = { ...question(draft), look, ...(look === "glyphs" || look === "value" ? { text: model.typed } : {}) };
  const turn = ++reads;
  try {
    const seen = await agent.ask(`/profiles/${encodeURIComponent(model.profile.name)}/learn`, body);
    if (turn === reads) Object.assign(model, { seen, seenWhy: "" });
    Object.assign(model, { learnedText: `Saw ${seen.learned}.`, typed: "" });
  } catch (problem) {
    model.learnedText = "";
    tell(`Nothing was learned: ${problem.answer?.message ?? whatFailed(problem)}`, true);
  }
  paint();
}

// --- Writing --------------------------------------------------------------------------------

/** Writes changes into the profile, as its file is now: comments and order stay. Returns why not; empty when it did. */
async function write(changes) {
  const at = `/profiles/${encodeURIComponent(model.profile.name)}`;
  model.saving = true;
  paint();
  try {
    const { text, version } = model.profile;
    const { edits } = await agent.ask("/edit", { text, changes });
    const answer = await agent.ask(at, { text: applied(text, edits), version });
    await readProfile(model.profile.name);
    tell(answer.playing ? "Saved; the running agent takes it over" : "Saved");
    return "";
  } catch (problem) {
    const { answer } = problem;
    if (answer?.error === "changed_meanwhile") {
      await readProfile(model.profile.name).catch(() => {});
      return "Not saved: the profile was changed by something else meanwhile. It has been read anew; "
        + "save again if this is still right.";
    }
    if (answer?.error === "invalid_profile") {
      const mistake = answer.problems.find((each) => each.severity === "error");
      const expected = mistake?.expected ? `; expected: ${mistake.expected}` : "";
      return `Not saved: ${mistake?.message ?? answer.message}${expected}`;
    }
    return `Not saved: ${answer?.message ?? whatFailed(problem)}`;
  } finally {
    model.saving = false;
  }
}

function applied(text, edits) {
  return [...edits].reverse()
    .reduce((before, edit) => before.slice(0, edit.from) + edit.insert + before.slice(edit.to), text);
}

/** What a sensor has in the profile, of those fields that its kind may have. */
function fieldsOf({ name, kind, grows, colour, tolerance }, region) {
  const fills = kind === "bar" || kind === "orb";
  return {
    name,
    kind,
    region,
    grows: fills && grows !== NEW_SENSOR.grows ? grows : null,
    colour: kind === "pixel" ? colour : null,
    tolerance: kind === "pixel" && tolerance !== NEW_SENSOR.tolerance ? tolerance : null,
  };
}

async function save() {
  const { draft, seen, picture: { width, height } } = model;
  const fields = fieldsOf(draft, model.reference && seen ? seen.region : draft.region);
  const changes = [];
  if (!model.reference && model.sensors.length === 0) {
    changes.push({ table: "screen", key: "reference", value: [width, height] });
  }
  if (draft.index === null) {
    changes.push({ add_sensor: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) });
  } else {
    const { name: _, ...rest } = fields;
    Object.entries(rest).forEach(([key, value]) => changes.push({ table: "sensors", index: draft.index, key, value }));
  }
  model.saveWhy = await write(changes);
  const there = model.sensors.find((sensor) => sensor.name === draft.name);
  if (!model.saveWhy && there) {
    if (draft.index !== there.index) model.skill = { ...model.skill, when: usualCondition(there) };
    Object.assign(draft, { index: there.index, dirty: false });
  }
  show();
}

// --- What can be done -----------------------------------------------------------------------

function begin() {
  model.draft = { ...NEW_SENSOR, index: null, dirty: true };
  Object.assign(model, { seen: null, seenWhy: "", learnedText: "", saveWhy: "", typed: "" });
}

const actions = {
  open,
  save,
  learn,
  shoot,
  follow,
  shootIn(seconds) {
    actions.stop();
    model.countdown = seconds;
    countTimer = setInterval(() => {
      model.countdown -= 1;
      if (model.countdown === 0) {
        clearInterval(countTimer);
        shoot();
      }
      paint();
    }, 1_000);
    paint();
  },
  stop() {
    clearInterval(countTimer);
    Object.assign(model, { countdown: 0, following: false });
    paint();
  },
  zoom(zoom) {
    model.zoom = zoom;
    picture.zoom(zoom);
    paint();
  },
  begin() {
    begin();
    show();
    queueMicrotask(() => $("name")?.focus());
  },
  pick(sensor) {
    model.draft = { ...sensor, region: inPicture(sensor.region), dirty: false };
    Object.assign(model, { seen: null, seenWhy: "", learnedText: "", saveWhy: "", useWhy: "", typed: "" });
    model.skill = { ...model.skill, when: usualCondition(sensor) };
    show();
  },
  change(change) {
    Object.assign(model.draft, change, { dirty: true });
    model.learnedText = "";
    readSoon(READ_MS);
    paint();
  },
  place(index, value) {
    const region = [...(model.draft.region ?? [0, 0, 1, 1])];
    region[index] = Math.max(index < 2 ? 0 : 1, Math.round(value) || 0);
    model.draft.region = inside(region, model.picture.width, model.picture.height);
    model.draft.dirty = true;
    show();
  },
  type(text) {
    model.typed = text;
    paint();
  },
  skillIs(change) {
    Object.assign(model.skill, change);
    paint();
  },
  async addSkill() {
    const { keys, when, cooldown } = model.skill;
    const wanted = when.trim();
    const fields = { name: wanted.slice(0, 64) || "New skill", keys: keys.trim(), when: wanted };
    if (cooldown.trim() && cooldown.trim() !== "1s") fields.cooldown = cooldown.trim();
    model.useWhy = await write([{ add_skill: fields }]);
    show();
  },
};

// --- Beginning ------------------------------------------------------------------------------

$("token-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  const token = $("token").value.trim();
  sessionStorage.setItem("token", token);
  agent.follow(token);
});
addEventListener("beforeunload", (event) => {
  if (model.draft?.dirty && model.draft.region && !model.saving) event.preventDefault();
});
paint();
agent.follow();
