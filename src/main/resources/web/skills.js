// The skills of an agent in a list: a switch for each, when it comes next, why it is not being played now, how often and
// when last it was. For any page that follows an Agent and has /skills.css.
import { shownState, timeLeft } from "/agent.js";
import { duration, element, setText } from "/words.js";

export class Skills {
  #agent;
  #client;
  #list;
  #note;
  /** Why the last skill could not be turned on or off. */
  #problem = "";
  #link = "";
  #wantsToken = false;
  /** The longest wait seen of each skill: its interval, which the status does not tell. */
  #intervals = new Map();

  /** Fills list, a ul with class "skill-list", and note, a p with an id; client is in whose name the switches ask. */
  constructor({ agent, client, list, note }) {
    this.#agent = agent;
    this.#client = client;
    this.#list = list;
    this.#note = note;
  }

  /** The connection is another; as Agent tells link(). */
  linked(kind, wantsToken) {
    this.#link = kind;
    this.#wantsToken = wantsToken;
    this.#showSwitches();
  }

  /** Another agent answers than before. */
  forget() {
    this.#intervals.clear();
  }

  /** The status is another. */
  show() {
    const { skills } = this.#agent.status;
    if (this.#list.children.length !== skills.length) {
      this.#list.replaceChildren(...skills.map(() => this.#item()));
    }
    skills.forEach((skill, index) => {
      this.#intervals.set(skill.name, Math.max(this.#intervals.get(skill.name) ?? 0, skill.next_run_ms ?? 0));
      const item = this.#list.children[index];
      item.className = skill.enabled ? skill.playing ? "playing" : "" : "off";
      item.dataset.why = skill.why_not?.code ?? "";
      setText(item.querySelector(".name"), skill.name);
      setText(item.querySelector(".why"), skill.playing ? "is being played" : skill.why_not?.words ?? "");
      const turner = item.querySelector(".switch");
      turner.setAttribute("aria-label", skill.name);
      turner.setAttribute("aria-checked", skill.enabled);
    });
    this.tick();
    this.#showSwitches();
  }

  /** Time has passed. */
  tick() {
    const { status } = this.#agent;
    if (!status) return;
    const now = this.#agent.now();
    const state = shownState(status);
    this.#list.dataset.state = state;
    status.skills.forEach((skill, index) => {
      const item = this.#list.children[index];
      if (!item) return;
      const interval = this.#intervals.get(skill.name) ?? 0;
      const left = timeLeft(skill, state, now);
      setText(item.querySelector(".left"), !skill.enabled ? "off" : left === undefined ? "–" : duration(left));
      setText(item.querySelector(".last"), skill.last === undefined ? "not played yet"
        : `${skill.played} ×, last ${duration(now - skill.last)} ago`);
      const done = left === undefined || interval === 0 ? 0 : 1 - Math.min(1, left / interval);
      item.querySelector(".bar i").style.transform = `scaleX(${done.toFixed(3)})`;
    });
  }

  #item() {
    const item = element("li");
    const bar = element("span", "bar");
    bar.append(element("i"));
    const turner = element("button", "switch");
    turner.type = "button";
    turner.setAttribute("role", "switch");
    turner.setAttribute("aria-describedby", this.#note.id);
    turner.addEventListener("click", () => this.#turn(turner));
    const note = element("span", "note");
    note.append(element("span", "why"), element("span", "last"));
    item.append(element("span", "name"), element("span", "left"), turner, bar, note);
    return item;
  }

  /** Asks for what the switch does not show yet, so that two clicks at once do not undo each other. */
  async #turn(turner) {
    if (this.#whyNone()) return;
    const name = turner.getAttribute("aria-label");
    const wanted = turner.getAttribute("aria-checked") === "true" ? "off" : "on";
    try {
      const answer = await this.#agent.ask(`/skills/${encodeURIComponent(name)}`, { client: this.#client, turn: wanted });
      this.#problem = "";
      this.#agent.turned(name, answer.enabled);
      this.show();
      this.#agent.refreshSoon(0);
    } catch (problem) {
      this.#problem = problem.status ? problem.message : "The agent does not answer";
      this.#showSwitches();
    }
  }

  /** Why a switch cannot do anything now; empty when it can. */
  #whyNone() {
    switch (this.#link) {
      case "live": return "";
      case "lost": return this.#wantsToken ? "The agent asks for its token first" : "The switches wait for the agent to answer";
      default: return "Not connected yet";
    }
  }

  /** They stay in reach of the keyboard when they can do nothing, so that the reason is read out and no focus is lost. */
  #showSwitches() {
    const why = this.#whyNone();
    const none = this.#agent.status?.skills.length === 0 ? "This profile has no skills" : "";
    setText(this.#note, why || this.#problem || none);
    this.#note.classList.toggle("bad", !why && this.#problem !== "");
    this.#list.querySelectorAll(".switch").forEach((turner) => {
      turner.setAttribute("aria-disabled", why !== "");
      turner.title = why;
    });
  }
}
