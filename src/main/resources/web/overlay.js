// The overlay: how the agent stands, who holds it and when its skills come, for a stream or a second screen.
import { Agent, coversPlay, shownState, timeLeft, troubles } from "/agent.js";
import { duration, element, setText } from "/words.js";

const CLIENT = "api:";
const STATES = { stopped: "stopped", ready: "armed", running: "running", holding: "held by", paused: "paused" };

const $ = (id) => document.getElementById(id);
/** The longest wait seen of each skill: its interval, which the status does not tell. */
const intervals = new Map();
const agent = new Agent({
  link: (kind, text, wantsToken) => {
    if (kind === "lost") {
      document.body.dataset.state = "lost";
      setText($("state"), wantsToken ? "token needed" : "no agent");
      setText($("long"), "");
    } else {
      show();
    }
  },
  another: () => intervals.clear(),
  status: show,
  happened: (event, changed) => { if (changed) show(); },
  missed: () => agent.refreshSoon(0),
});

/** A hold in the words of the badge over the game: its keys, else its name. */
function holder(hold) {
  if (hold.active_keys.length > 0) return hold.active_keys.join(" + ");
  return hold.holder.startsWith(CLIENT) ? hold.holder.slice(CLIENT.length) : hold.holder;
}

/** The hold that the words are about, if they are: a player knows of the player's own pause. */
function first(state) {
  if (agent.status.nothing_heard || (state !== "holding" && state !== "paused")) return undefined;
  const holds = agent.status.holds.filter(coversPlay);
  return state === "holding" ? holds[0] : holds.find((hold) => hold.holder !== "priority-keys");
}

function show() {
  const { status } = agent;
  const state = shownState(status);
  const [trouble] = troubles(status);
  document.body.dataset.state = trouble && trouble.kind !== "recording" ? trouble.kind : state;
  const main = first(state);
  const by = main && main.holder !== "manual" ? `${state === "paused" ? " by" : ""} ${holder(main)}` : "";
  setText($("state"), trouble?.kind === "deaf" ? trouble.words
    : STATES[state] + by + (trouble ? `, ${trouble.words}` : ""));
  setText($("trouble"), trouble?.detail ?? "");
  const others = status.holds.filter((hold) => hold !== main);
  rows($("holds"), others, () => {
    const item = element("li");
    item.append(element("span", "who"), element("span", "long"));
    return item;
  });
  others.forEach((hold, index) => setText($("holds").children[index].querySelector(".who"),
    holder(hold) + (coversPlay(hold) ? "" : ` ${hold.scopes.join(" and ")}`)));
  rows($("skills"), status.skills, () => {
    const item = element("li");
    const bar = element("span", "bar");
    bar.append(element("i"));
    item.append(element("span", "name"), element("span", "left"), bar);
    return item;
  });
  status.skills.forEach((skill, index) => {
    intervals.set(skill.name, Math.max(intervals.get(skill.name) ?? 0, skill.next_run_ms ?? 0));
    $("skills").children[index].className = skill.enabled ? "" : "off";
    setText($("skills").children[index].querySelector(".name"), skill.name);
  });
  tick();
}

function rows(list, wanted, make) {
  while (list.children.length > wanted.length) list.lastChild.remove();
  while (list.children.length < wanted.length) list.append(make());
}

/** What moves with time. */
function tick() {
  const { status } = agent;
  if (!status || document.body.dataset.state === "lost") return;
  const state = shownState(status);
  const now = agent.now();
  const main = first(state);
  setText($("long"), main ? duration(now - main.start) : "");
  status.holds.filter((hold) => hold !== main).forEach((hold, index) =>
    setText($("holds").children[index]?.querySelector(".long"), duration(now - hold.start)));
  status.skills.forEach((skill, index) => {
    const item = $("skills").children[index];
    const left = timeLeft(skill, state, now);
    setText(item?.querySelector(".left"), !skill.enabled ? "off" : left === undefined ? "" : duration(left));
    const interval = intervals.get(skill.name) ?? 0;
    const done = !skill.enabled || left === undefined || interval === 0 ? 0 : 1 - Math.min(1, left / interval);
    if (item) item.querySelector(".bar i").style.transform = `scaleX(${done.toFixed(3)})`;
  });
}

// Ten pictures a second, as on the page.
setInterval(() => { if (!document.hidden) tick(); }, 100);
agent.follow();
