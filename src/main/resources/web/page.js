// The live page: shows what GET /status and GET /events tell, and asks for what its buttons say.
import { ask, openStream } from "/stream.js";
import { Timeline, bandKind } from "/timeline.js";

const CLIENT = "page";
const POLL_MS = 1_000;
const RETRY_MS = 1_000;
const LOG_LINES = 60;
const MOST_RECENT = 200;
/** Events that come often and change nothing that is shown at once. */
const QUIET = new Set(["played", "priority_down", "priority_up", "key_down", "key_up", "button_down", "button_up"]);

const $ = (id) => document.getElementById(id);
const timeline = new Timeline($("timeline"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let token = takeToken();
let status = null;
/** performance.now() minus the agent's clock. */
let offset = 0;
let lastEvent = 0;
/** Events that changed the status after it was told. */
let recent = [];
let closeStream = null;
let refreshTimer = 0;
let refreshing = false;
/** Why the last skill could not be turned on or off. */
let skillsProblem = "";
/** The longest wait seen of each skill: its interval, which the status does not tell. */
const intervals = new Map();

const agentNow = () => performance.now() - offset;

// --- Connection -----------------------------------------------------------------------------

async function connect() {
  try {
    const fresh = await ask("/status", token);
    if (status && status.started_at !== fresh.started_at) forgetEverything();
    $("token-form").hidden = true;
    take(fresh);
    closeStream?.();
    closeStream = openStream(lastEvent, token, {
      live: () => link("live", "Live"),
      event: (event, id) => { lastEvent = id; happened(event, id); },
      missed: (count) => logLine(agentNow(), `${count} events were missed`),
      lost: retry,
    });
  } catch (problem) {
    if (problem.status === 401) {
      $("token-form").hidden = false;
      link("lost", "Token needed");
    } else {
      retry();
    }
  }
}

function retry() {
  link("lost", "Disconnected, trying again");
  setTimeout(connect, RETRY_MS);
}

function link(kind, text) {
  $("link").dataset.link = kind;
  document.body.dataset.link = kind;
  $("link-text").textContent = text;
  showSwitches();
}

/** Another agent answers than before. */
function forgetEverything() {
  lastEvent = 0;
  recent = [];
  intervals.clear();
  timeline.clear();
  $("log").replaceChildren();
}

/** A token may come once behind the address's #, which no server ever sees. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("token");
}

// --- Status ---------------------------------------------------------------------------------

/** Asks again soon; many wishes at once make one question. */
function refreshSoon(delay) {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(refresh, delay);
}

async function refresh() {
  if (refreshing || document.body.dataset.link !== "live" || document.hidden) {
    refreshSoon(POLL_MS);
    return;
  }
  refreshing = true;
  try {
    take(await ask("/status", token));
  } catch {
    // The stream notices as well, and comes back.
  } finally {
    refreshing = false;
    refreshSoon(POLL_MS);
  }
}

function take(fresh) {
  status = fresh;
  offset = performance.now() - fresh.now_t_ms;
  status.holds.forEach((hold) => {
    hold.start = fresh.now_t_ms - hold.held_ms;
    hold.leaseEnd = hold.lease_left_ms === undefined ? undefined : fresh.now_t_ms + hold.lease_left_ms;
    if (coversPlay(hold)) timeline.holdBegan(hold.holder, hold.start);
  });
  // A status may have been on its way while events overtook it.
  recent = recent.filter(({ id }) => id > status.last_event_id);
  recent.forEach(({ event }) => apply(event));
  timeline.holdsAre(status.holds.map((hold) => hold.holder), fresh.now_t_ms);
  status.skills.forEach((skill) => {
    skill.due = skill.next_run_ms === undefined ? undefined : fresh.now_t_ms + skill.next_run_ms;
    intervals.set(skill.name, Math.max(intervals.get(skill.name) ?? 0, skill.next_run_ms ?? 0));
  });
  $("profile").textContent = status.profile;
  showState();
  showSkills();
  showTables();
  showAlerts();
}

// --- Events ---------------------------------------------------------------------------------

function happened(event, id) {
  draw(event);
  // What was before the status is part of it already.
  if (id > status.last_event_id && apply(event)) {
    recent = [...recent.slice(-MOST_RECENT), { id, event }];
    showState();
    showSkills();
  }
  if (id > status.last_event_id && !QUIET.has(event.event)) refreshSoon(40);
  const sent = /^(key|button)_/.test(event.event);
  if (!sent || $("log-keys").checked) logLine(event.t_ms, sentence(event));
}

function draw(event) {
  switch (event.event) {
    case "hold_added":
      if (coversPlay(event)) timeline.holdBegan(event.holder, event.t_ms);
      break;
    case "hold_removed":
      timeline.holdEnded(event.holder, event.t_ms);
      break;
    case "played":
      timeline.mark(event.t_ms, event.lane, event.origin, false);
      break;
    case "dropped":
    case "rejected":
      timeline.mark(event.t_ms, event.lane, event.origin, true);
      break;
    default:
  }
}

/** Brings the status up to an event. Returns whether that changed anything that is shown at once. */
function apply(event) {
  const others = status.holds.filter((hold) => hold.holder !== event.holder);
  if (event.event === "hold_added") {
    status.holds = [...others, {
      holder: event.holder, reason: event.reason, start: event.t_ms,
      scopes: event.scopes ?? ["play"], active_keys: event.active_keys ?? [], leaseEnd: event.lease_ends_t_ms,
    }];
  } else if (event.event === "hold_removed") {
    status.holds = others;
  } else if (event.event === "state") {
    status.state = event.to;
  } else if (event.event === "skill_on" || event.event === "skill_off") {
    turned(event.skill, event.event === "skill_on");
  } else {
    return false;
  }
  return true;
}

function turned(name, on) {
  status.skills.filter((skill) => skill.name === name).forEach((skill) => { skill.enabled = on; });
}

const SENTENCES = {
  hold_added: (e) => `${e.holder} holds${scopesOf(e)}: ${e.active_keys?.join(" + ") ?? e.reason}`,
  hold_removed: (e) => `${e.holder} let go after ${duration(e.held_ms)}: ${e.reason}`,
  state: (e) => `${e.from} → ${e.to}: ${e.reason}`,
  played: (e) => `${e.action} played, ${e.lane}`,
  dropped: (e) => `${e.action} dropped: ${e.reason}`,
  rejected: (e) => `${e.action} rejected: ${e.reason}`,
  skill_on: (e) => `skill ${e.skill} on, by ${e.reason}`,
  skill_off: (e) => `skill ${e.skill} off, by ${e.reason}`,
  profile_loaded: (e) => [`profile ${e.profile} in force`, ...skillsOf(e, "added", "new"),
    ...skillsOf(e, "changed", "changed"), ...skillsOf(e, "removed", "gone")].join("; "),
  scheduler_pause_requested: (e) => `scheduler pause requested: ${e.active_keys.join(" + ")}`,
};

/** What a loaded profile has done to skills, in the words of `fermata run`. */
function skillsOf(event, field, word) {
  return event[field] ? [`${word}: ${event[field].join(", ")}`] : [];
}

function sentence(event) {
  if (SENTENCES[event.event]) return SENTENCES[event.event](event);
  const { t_ms, event: name, ...fields } = event;
  const words = Object.values(fields).map((value) => (Array.isArray(value) ? value.join(" + ") : String(value)));
  return [name.replaceAll("_", " "), ...words.filter((word) => word !== "")].join(" · ");
}

function logLine(at, text) {
  const when = new Date(Date.now() - (agentNow() - at));
  const line = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = when.toTimeString().slice(0, 8);
  const words = document.createElement("span");
  words.textContent = text;
  line.append(time, words);
  $("log").prepend(line);
  while ($("log").children.length > LOG_LINES) $("log").lastChild.remove();
}

// --- Showing --------------------------------------------------------------------------------

const STATES = {
  running: ["Running", "Skills play on time"],
  holding: ["Holding", "The player has taken over"],
  paused: ["Paused", "Skills wait"],
  ready: ["Ready", "Armed; Start begins"],
  stopped: ["Stopped", "Nothing plays"],
};

function shownState() {
  if (status.state === "running" || status.state === "paused") {
    const holds = status.holds.filter(coversPlay);
    if (holds.some((hold) => hold.holder !== "priority-keys")) return "paused";
    return holds.length > 0 ? "holding" : "running";
  }
  return status.state;
}

function showState() {
  const name = shownState();
  const [title, note] = STATES[name];
  document.body.dataset.state = name;
  document.title = `${title} · Fermata`;
  setText($("state"), title);
  setText($("state-note"), note);
  const shown = $("holds");
  const wanted = status.holds.map((hold) => hold.holder + scopesOf(hold)).join("\n");
  if (shown.dataset.holders !== wanted) {
    shown.dataset.holders = wanted;
    shown.replaceChildren(...status.holds.map(holdItem));
  }
  tick();
}

/** Whether skills stand still for it: a hold's event says nothing of scopes when they alone do. */
function coversPlay(hold) {
  return hold.scopes?.includes("play") ?? true;
}

/** What stands still, where it is not skills alone. */
function scopesOf(hold) {
  return !hold.scopes || hold.scopes.join() === "play" ? "" : ` ${hold.scopes.join(" and ")}`;
}

function holdItem(hold) {
  const item = element("li", bandKind(hold.holder));
  const keys = hold.active_keys.length > 0 ? hold.active_keys.join(" + ") : "";
  item.append(element("span", "who", keys ? `${hold.holder}: ${keys}` : hold.holder + scopesOf(hold)), element("span", "long"),
    element("span", "why", hold.reason));
  return item;
}

function showSkills() {
  const list = $("skills");
  if (list.children.length !== status.skills.length) {
    list.replaceChildren(...status.skills.map(skillItem));
  }
  status.skills.forEach((skill, index) => {
    const item = list.children[index];
    item.className = skill.enabled ? "" : "off";
    setText(item.querySelector(".name"), skill.name);
    const turner = item.querySelector(".switch");
    turner.setAttribute("aria-label", skill.name);
    turner.setAttribute("aria-checked", skill.enabled);
  });
  showSwitches();
}

function skillItem() {
  const item = element("li");
  const bar = element("span", "bar");
  bar.append(element("i"));
  const turner = element("button", "switch");
  turner.type = "button";
  turner.setAttribute("role", "switch");
  turner.setAttribute("aria-describedby", "skills-note");
  turner.addEventListener("click", () => turn(turner));
  item.append(element("span", "name"), element("span", "left"), turner, bar);
  return item;
}

/** Asks for what the switch does not show yet, so that two clicks at once do not undo each other. */
async function turn(turner) {
  if (whyNoSwitches()) return;
  const name = turner.getAttribute("aria-label");
  const wanted = turner.getAttribute("aria-checked") === "true" ? "off" : "on";
  try {
    const answer = await ask(`/skills/${encodeURIComponent(name)}`, token, { client: CLIENT, turn: wanted });
    skillsProblem = "";
    turned(name, answer.enabled);
    showSkills();
    refreshSoon(0);
  } catch (problem) {
    skillsProblem = problem.status ? problem.message : "The agent does not answer";
    showSwitches();
  }
}

/** Why a switch cannot do anything now; empty when it can. */
function whyNoSwitches() {
  switch (document.body.dataset.link) {
    case "live": return "";
    case "lost": return $("token-form").hidden ? "The switches wait for the agent to answer" : "The agent asks for its token first";
    default: return "Not connected yet";
  }
}

/** They stay in reach of the keyboard when they can do nothing, so that the reason is read out and no focus is lost. */
function showSwitches() {
  const why = whyNoSwitches();
  const none = status && status.skills.length === 0 ? "This profile has no skills" : "";
  setText($("skills-note"), why || skillsProblem || none);
  $("skills-note").className = !why && skillsProblem ? "bad" : "";
  document.querySelectorAll("#skills .switch").forEach((turner) => {
    turner.setAttribute("aria-disabled", why !== "");
    turner.title = why;
  });
}

function showTables() {
  fill($("lanes"), status.lanes.map((lane) =>
    [lane.lane, lane.depth, lane.played, lane.dropped + lane.rejected + lane.failed, millis(lane.wait_p99_ms)]));
  fill($("latencies"), Object.entries(status.latencies).map(([name, figures]) =>
    [name.replaceAll("_", " "), millis(figures.p50_ms), millis(figures.p99_ms), millis(figures.max_ms), figures.count]));
}

function fill(body, rows) {
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, index) => {
    if (!body.rows[index]) {
      const row = body.insertRow();
      cells.forEach((_, column) => {
        const cell = element(column === 0 ? "th" : "td", column === 0 ? "" : "n");
        if (column === 0) cell.scope = "row";
        row.append(cell);
      });
    }
    cells.forEach((cell, column) => setText(body.rows[index].cells[column], String(cell)));
  });
}

function showAlerts() {
  const items = status.alerts.map((alert) => {
    const item = element("li", "", alert.message);
    item.append(element("small", "", `since ${new Date(alert.since).toTimeString().slice(0, 8)}`));
    return item;
  });
  $("alerts").replaceChildren(...(items.length > 0 ? items : [element("li", "none", "None")]));
}

/** What moves with time. */
function tick() {
  if (!status) return;
  const now = agentNow();
  status.holds.forEach((hold, index) => {
    const lease = hold.leaseEnd === undefined ? "" : `, ends in ${duration(hold.leaseEnd - now)}`;
    setText($("holds").children[index]?.querySelector(".long"), duration(now - hold.start) + lease);
  });
  const standing = document.body.dataset.state !== "running";
  status.skills.forEach((skill, index) => {
    const item = $("skills").children[index];
    if (!item) return;
    const interval = intervals.get(skill.name) ?? 0;
    const left = skill.due === undefined ? undefined : Math.max(0, standing ? skill.next_run_ms : skill.due - now);
    const text = !skill.enabled ? "off" : left === undefined ? "–" : duration(left);
    setText(item.querySelector(".left"), text);
    const done = left === undefined || interval === 0 ? 0 : 1 - Math.min(1, left / interval);
    item.querySelector(".bar i").style.transform = `scaleX(${done.toFixed(3)})`;
  });
}

function duration(millisLeft) {
  const seconds = Math.max(0, millisLeft) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

const millis = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));

function element(tag, kind = "", text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

// --- Buttons --------------------------------------------------------------------------------

function button(id, path, body, words) {
  $(id).addEventListener("click", async () => {
    try {
      const answer = await ask(path, token, { client: CLIENT, ...body });
      notice(words(answer), false);
      refreshSoon(0);
    } catch (problem) {
      notice(problem.status ? problem.message : "The agent does not answer", true);
    }
  });
}

function notice(text, bad) {
  $("notice").className = bad ? "bad" : "";
  setText($("notice"), text);
}

function stillHeld(answer) {
  const others = answer.holds.map((hold) => hold.holder);
  return others.length > 0 ? `; still held by ${others.join(", ")}` : "";
}

button("pause", "/pause_control", { action: "pause", reason: "paused on the page" }, (answer) =>
  (answer.changed ? "Paused" : "Paused already"));
button("resume", "/pause_control", { action: "resume", all: true }, (answer) =>
  (answer.changed ? "Resumed" : "There was no client's pause to end") + stillHeld(answer));
button("toggle", "/pause_control", { action: "toggle", reason: "toggled on the page" }, (answer) =>
  (answer.holds.some((hold) => hold.holder === `api:${CLIENT}`) ? "Paused" : `Resumed${stillHeld(answer)}`));
button("start", "/start", {}, (answer) => (answer.changed ? "Started" : "It was running already"));
button("stop", "/stop", { reason: "stopped on the page" }, (answer) =>
  (answer.changed ? "Stopped; everything is released" : "It was stopped already"));

$("token-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  token = $("token").value.trim();
  sessionStorage.setItem("token", token);
  connect();
});

// --- Beginning ------------------------------------------------------------------------------

// Ten pictures a second are enough for a minute on a second screen, and cost next to nothing.
setInterval(() => {
  if (status && !document.hidden) {
    tick();
    timeline.draw(agentNow());
  }
}, calm.matches ? 1_000 : 100);
setInterval(() => $("timeline").setAttribute("aria-label", timeline.words(agentNow())), 5_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) refreshSoon(0); });
connect();
refreshSoon(POLL_MS);
