// The live page: shows what GET /status and GET /events tell, and asks for what its buttons say.
import { Agent, coversPlay, problemOf, shownState, troubles } from "/agent.js";
import { History } from "/history.js";
import { Listening } from "/listening.js";
import { Room, outcome, said } from "/room.js";
import { Senses } from "/senses.js";
import { Skills } from "/skills.js";
import { Speech } from "/speech.js";
import { Timeline, bandKind } from "/timeline.js";
import { Viewers } from "/viewers.js";
import { duration, element, loaded, setText } from "/words.js";

const CLIENT = "page";
const LOG_LINES = 60;

const $ = (id) => document.getElementById(id);
const timeline = new Timeline($("timeline"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const agent = new Agent({ link, another: forgetEverything, status: take, happened,
  missed: (count) => logLine(agent.now(), `${count} events were missed`) });
const skills = new Skills({ agent, client: CLIENT, list: $("skills"), note: $("skills-note") });
const senses = new Senses({ agent, card: $("senses"), list: $("sense-list"), note: $("senses-note") });
const speech = new Speech({ agent, client: CLIENT, card: $("speech"), parts: { state: $("speech-state"),
  now: $("speech-now"), waiting: $("speech-waiting"), gone: $("speech-gone"), by: $("speech-by"),
  note: $("speech-note"), silence: $("speech-silence") } });

const listening = new Listening({ agent, card: $("listening"), parts: { state: $("listening-state"),
  last: $("listening-last"), counts: $("listening-counts"), by: $("listening-by") } });

const viewers = new Viewers({ agent, card: $("viewers"), parts: { state: $("viewers-state"), last: $("viewers-last") } });
const room = new Room({ agent, card: $("stream"), parts: { state: $("stream-state"), feeds: $("stream-feeds"),
  counts: $("stream-counts"), dropped: $("stream-dropped"), list: $("stream-list") } });

const history = new History({ agent, card: $("history"), parts: { graph: $("history-graph"),
  counts: $("history-counts"), list: $("history-list"), note: $("history-note") } });

// --- Connection and status ------------------------------------------------------------------

function link(kind, text, wantsToken) {
  $("link").dataset.link = kind;
  document.body.dataset.link = kind;
  $("link-text").textContent = text;
  $("token-form").hidden = !wantsToken;
  skills.linked(kind, wantsToken);
  showButtons();
}

/** Another agent answers than before. */
function forgetEverything() {
  skills.forget();
  senses.forget();
  speech.forget();
  room.forget();
  history.forget();
  timeline.clear();
  $("log").replaceChildren();
}

function take() {
  const { status } = agent;
  status.holds.filter(coversPlay).forEach((hold) => timeline.holdBegan(hold.holder, hold.start));
  timeline.holdsAre(status.holds.map((hold) => hold.holder), status.now_t_ms);
  $("profile").textContent = status.profile;
  showState();
  showTroubles();
  skills.show();
  senses.show();
  speech.show();
  listening.show();
  viewers.show();
  room.show();
  setText($("log-more"), status.stream ? "with keys and viewers" : "with keys");
  history.show();
  showTables();
  showAlerts();
}

// --- Events ---------------------------------------------------------------------------------

function happened(event, changed) {
  draw(event);
  if (changed) {
    showState();
    skills.show();
  }
  if (/^(speech|hold)_/.test(event.event)) speech.happened();
  if (/^(stream|feed)_/.test(event.event)) room.happened(event);
  if (/^voice_/.test(event.event)) listening.happened();
  if (event.event === "reading") {
    senses.read(event);
    return;
  }
  // What is sent and what viewers do comes too often for people to read along.
  const sent = /^(key|button|stream|viewer)_/.test(event.event);
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

const SENTENCES = {
  hold_added: (e) => `${e.holder} holds${scopesOf(e)}: ${e.active_keys?.join(" + ") ?? e.reason}`,
  hold_removed: (e) => `${e.holder} let go after ${duration(e.held_ms)}: ${e.reason}`,
  state: (e) => `${e.from} → ${e.to}: ${e.reason}`,
  played: (e) => `${e.action} played, ${e.lane}`,
  dropped: (e) => `${e.action} dropped: ${e.reason}`,
  rejected: (e) => `${e.action} rejected: ${e.reason}`,
  skill_on: (e) => `skill ${e.skill} on, by ${e.reason}`,
  skill_off: (e) => `skill ${e.skill} off, by ${e.reason}`,
  profile_loaded: loaded,
  profile_refused: (e) => `profile refused, the one before stays in force: ${problemOf(e)}`,
  voice_heard: (e) => `heard “${e.command}”, ${Math.round(100 * e.confidence)} % sure`,
  voice_done: (e) => `“${e.command}” done, ${duration(e.took_ms)} after it was said`,
  voice_ignored: (e) => `${e.command ? `“${e.command}”` : "something said"} not done: ${e.reason}`,
  viewer_played: (e) => `${e.action} played for ${e.user || "a viewer"}`,
  viewer_refused: (e) => `${e.action} not played for ${e.user || "a viewer"}: ${e.reason}`,
  viewer_dropped: (e) => `${e.action} given up for ${e.user || "a viewer"}: ${e.reason}`,
  stream_answered: (e) => `viewer ${e.number} ${outcome("answered", e)}`,
  stream_merged: (e) => `viewer ${e.number} answered with ${e.into}`,
  stream_dropped: (e) => `viewer ${e.number} ${outcome("dropped", e)}`,
  feed_connected: (e) => `feed ${e.feed} connected`,
  feed_lost: (e) => `feed ${e.feed} lost: ${e.detail}`,
  feed_closed: (e) => `feed ${e.feed} closed: ${e.detail}`,
  hook_lost: (e) => `nothing is heard: ${e.detail}`,
  hook_restored: (e) => `everything is heard again: ${e.detail}`,
  screen_shown: (e) => `a page was shown the screen: ${e.detail}`,
  recording_started: (e) => `${e.client} has recorded what you do with ${e.detail}`,
  recording_ended: (e) => `recorded ${e.strokes} strokes for ${e.client}: ${e.reason}`,
  scheduler_pause_requested: (e) => `scheduler pause requested: ${e.active_keys.join(" + ")}`,
};

function sentence(event) {
  if (SENTENCES[event.event]) return SENTENCES[event.event](event);
  if (/^stream_/.test(event.event) && event.feed) {
    return [`viewer ${event.number}`, event.event.slice("stream_".length).replaceAll("_", " "), event.user, said(event)]
      .filter((word) => word).join(" · ");
  }
  const { t_ms, event: name, ...fields } = event;
  const words = Object.values(fields).map((value) => (Array.isArray(value) ? value.join(" + ") : String(value)));
  return [name.replaceAll("_", " "), ...words.filter((word) => word !== "")].join(" · ");
}

function logLine(at, text) {
  const when = new Date(Date.now() - (agent.now() - at));
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

function showState() {
  const { status } = agent;
  const name = shownState(status);
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
  showButtons();
  tick();
}

/** What is not as it should be; replaced only when it is other than before, so that it is read out once. */
function showTroubles() {
  const found = troubles(agent.status);
  const wanted = JSON.stringify(found);
  if ($("troubles").dataset.shown === wanted) return;
  $("troubles").dataset.shown = wanted;
  $("troubles").replaceChildren(...found.map((trouble) => {
    const item = element("li", trouble.kind, trouble.words);
    item.append(element("span", "why", trouble.detail),
      element("small", "", `since ${new Date(trouble.since).toTimeString().slice(0, 8)}`));
    return item;
  }));
}

/** What stands still, where it is not skills alone. */
function scopesOf(hold) {
  return !hold.scopes || hold.scopes.join() === "play" ? "" : ` ${hold.scopes.join(" and ")}`;
}

function holdItem(hold) {
  const item = element("li", bandKind(hold.holder));
  const keys = hold.active_keys.length > 0 ? hold.active_keys.join(" + ") : "";
  item.append(element("span", "who", keys ? `${hold.holder}: ${keys}` : hold.holder + scopesOf(hold)),
    element("span", "long"), element("span", "why", hold.reason));
  return item;
}

function showTables() {
  const { status } = agent;
  fill($("lanes"), status.lanes.map((lane) =>
    [lane.lane, lane.depth, lane.played, lane.dropped + lane.rejected + lane.failed, millis(lane.wait_p99_ms)]));
  fill($("latencies"), Object.entries(status.latencies).map(([name, figures]) =>
    [name.replaceAll("_", " "), millis(figures.p50_ms), millis(figures.p99_ms), millis(figures.max_ms),
      figures.count]));
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
  const items = agent.status.alerts.map((alert) => {
    const item = element("li", "", alert.message);
    item.append(element("small", "", `since ${new Date(alert.since).toTimeString().slice(0, 8)}`));
    return item;
  });
  $("alerts").replaceChildren(...(items.length > 0 ? items : [element("li", "none", "None")]));
}

/** What moves with time. */
function tick() {
  const { status } = agent;
  if (!status) return;
  const now = agent.now();
  status.holds.forEach((hold, index) => {
    const lease = hold.leaseEnd === undefined ? "" : `, ends in ${duration(hold.leaseEnd - now)}`;
    setText($("holds").children[index]?.querySelector(".long"), duration(now - hold.start) + lease);
  });
  skills.tick();
  speech.tick();
  listening.tick();
}

const millis = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));

// --- Buttons --------------------------------------------------------------------------------

function button(id, path, body, words) {
  $(id).addEventListener("click", async () => {
    if (whyNot(id)) return;
    try {
      const answer = await agent.ask(path, { client: CLIENT, ...body });
      notice(words(answer), false);
      agent.refreshSoon(0);
    } catch (problem) {
      notice(problem.status ? problem.message : "The agent does not answer", true);
    }
  });
}

/** Why a button cannot do anything now; empty when it can. */
function whyNot(id) {
  const { status } = agent;
  if (document.body.dataset.link === "lost") {
    return $("token-form").hidden ? "The agent does not answer" : "The agent asks for its token first";
  }
  if (!status) return "Not connected yet";
  const runs = status.state === "running" || status.state === "paused";
  switch (id) {
    case "pause":
      return status.holds.some((hold) => hold.holder === `api:${CLIENT}`) ? "This page pauses it already" : "";
    case "resume":
      return status.holds.some((hold) => hold.holder.startsWith("api:")) ? "" : "There is no client's pause to end";
    case "start": return runs ? "It is running already" : "";
    case "stop": return status.state === "stopped" ? "It is stopped already" : "";
    default: return "";
  }
}

/** They stay in reach of the keyboard when they can do nothing, as the switches do. */
function showButtons() {
  for (const each of document.querySelectorAll(".buttons button")) {
    const why = whyNot(each.id);
    each.setAttribute("aria-disabled", why !== "");
    each.title = why;
    const told = `${each.id}-why`;
    if (!$(told)) $("whys").append(Object.assign(element("p"), { id: told }));
    setText($(told), why);
    if (why) each.setAttribute("aria-describedby", told);
    else each.removeAttribute("aria-describedby");
  }
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
  const token = $("token").value.trim();
  sessionStorage.setItem("token", token);
  agent.follow(token);
});

// --- Beginning ------------------------------------------------------------------------------

// Ten pictures a second are enough for a minute on a second screen, and cost next to nothing.
setInterval(() => {
  if (agent.status && !document.hidden) {
    tick();
    timeline.draw(agent.now());
  }
}, calm.matches ? 1_000 : 100);
setInterval(() => $("timeline").setAttribute("aria-label", timeline.words(agent.now())), 5_000);
agent.follow();
