// The agent as the page and the overlay follow it: its status, asked for each second and brought up to date by events.
import { ask, openStream } from "/stream.js";

const POLL_MS = 1_000;
const RETRY_MS = 1_000;
const MOST_RECENT = 200;
/** Events that come often and change nothing that is shown at once. */
const QUIET = new Set(["played", "priority_down", "priority_up", "key_down", "key_up", "button_down", "button_up",
  "reading"]);

/** What viewers of a stream do comes so often that asking each time would put the answer off for ever. */
const isQuiet = (name) => QUIET.has(name) || /^(stream|viewer)_/.test(name);

export class Agent {
  /**
   * What was told last; null before the first time. Holds have start and leaseEnd, skills due and last, on the agent's
   * clock.
   */
  status = null;
  #told;
  #token = takeToken();
  /** performance.now() minus the agent's clock. */
  #offset = 0;
  #lastEvent = 0;
  /** Events that changed the status after it was told. */
  #recent = [];
  #closeStream = null;
  #refreshTimer = 0;
  #refreshing = false;
  #live = false;

  /**
   * The functions are told: status() of a new status; happened(event, changed) of each event and whether it has changed
   * the status; missed(count) of events that were; link(kind, text, wantsToken) of the connection, whose kind is live
   * or lost; another() when another agent answers than before.
   */
  constructor(told) {
    this.#told = told;
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refreshSoon(0); });
  }

  /** Begins, or tries again with another token. */
  follow(token = this.#token) {
    this.#token = token;
    this.#connect();
    this.refreshSoon(POLL_MS);
  }

  /** The agent's clock, in milliseconds. */
  now() {
    return performance.now() - this.#offset;
  }

  /** Asks the agent for something; see ask(). */
  ask(path, body, method) {
    return ask(path, this.#token, body, method);
  }

  /** Gets something that is no JSON, for this page's own sake. Returns the response. */
  get(path) {
    const token = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    return fetch(path, { headers: { ...token, "Fermata-Page": "1" }, cache: "no-store" });
  }

  /** Asks for the status again soon; many wishes at once make one question. */
  refreshSoon(delay) {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.#refresh(), delay);
  }

  /** A skill has been turned on or off. */
  turned(name, on) {
    this.status.skills.filter((skill) => skill.name === name).forEach((skill) => { skill.enabled = on; });
  }

  async #connect() {
    try {
      const fresh = await this.ask("/status");
      if (this.status && this.status.started_at !== fresh.started_at) {
        this.#lastEvent = 0;
        this.#recent = [];
        this.#told.another();
      }
      this.#take(fresh);
      this.#closeStream?.();
      this.#closeStream = openStream(this.#lastEvent, this.#token, {
        live: () => this.#link("live", "Live"),
        event: (event, id) => this.#happened(event, id),
        missed: (count) => this.#told.missed(count),
        lost: () => this.#retry(),
      });
    } catch (problem) {
      if (problem.status === 401) this.#link("lost", "Token needed", true);
      else this.#retry();
    }
  }

  #retry() {
    this.#link("lost", "Disconnected, trying again");
    setTimeout(() => this.#connect(), RETRY_MS);
  }

  #link(kind, text, wantsToken = false) {
    this.#live = kind === "live";
    this.#told.link(kind, text, wantsToken);
  }

  async #refresh() {
    if (this.#refreshing || !this.#live || document.hidden) {
      this.refreshSoon(POLL_MS);
      return;
    }
    this.#refreshing = true;
    try {
      this.#take(await this.ask("/status"));
    } catch {
      // The stream notices as well, and comes back.
    } finally {
      this.#refreshing = false;
      this.refreshSoon(POLL_MS);
    }
  }

  #take(fresh) {
    this.status = fresh;
    this.#offset = performance.now() - fresh.now_t_ms;
    fresh.holds.forEach((hold) => {
      hold.start = fresh.now_t_ms - hold.held_ms;
      hold.leaseEnd = hold.lease_left_ms === undefined ? undefined : fresh.now_t_ms + hold.lease_left_ms;
    });
    fresh.skills.forEach((skill) => {
      skill.due = skill.next_run_ms === undefined ? undefined : fresh.now_t_ms + skill.next_run_ms;
      skill.last = skill.last_played === undefined ? undefined
        : fresh.now_t_ms - (Date.parse(fresh.now) - Date.parse(skill.last_played));
    });
    // A status may have been on its way while events overtook it.
    this.#recent = this.#recent.filter(({ id }) => id > fresh.last_event_id);
    this.#recent.forEach(({ event }) => this.#apply(event));
    this.#told.status();
  }

  #happened(event, id) {
    this.#lastEvent = id;
    // What was before the status is part of it already.
    const fresh = id > this.status.last_event_id;
    const changed = fresh && this.#apply(event);
    if (changed) this.#recent = [...this.#recent.slice(-MOST_RECENT), { id, event }];
    if (fresh && !isQuiet(event.event)) this.refreshSoon(40);
    this.#told.happened(event, changed);
  }

  /** Brings the status up to an event. Returns whether that changed anything that is shown at once. */
  #apply(event) {
    const others = this.status.holds.filter((hold) => hold.holder !== event.holder);
    switch (event.event) {
      case "hold_added":
        this.status.holds = [...others, {
          holder: event.holder, reason: event.reason, start: event.t_ms,
          scopes: event.scopes ?? ["play"], active_keys: event.active_keys ?? [], leaseEnd: event.lease_ends_t_ms,
        }];
        return true;
      case "hold_removed":
        this.status.holds = others;
        return true;
      case "state":
        this.status.state = event.to;
        return true;
      case "skill_on":
      case "skill_off":
        this.turned(event.skill, event.event === "skill_on");
        return true;
      default:
        return false;
    }
  }
}

/** Whether skills stand still for it: a hold's event says nothing of scopes when they alone do. */
export function coversPlay(hold) {
  return hold.scopes?.includes("play") ?? true;
}

/** The state as people see it: a run that priority keys hold is "holding". */
export function shownState(status) {
  if (status.state === "running" || status.state === "paused") {
    const holds = status.holds.filter(coversPlay);
    if (holds.some((hold) => hold.holder !== "priority-keys")) return "paused";
    return holds.length > 0 ? "holding" : "running";
  }
  return status.state;
}

/**
 * What is not as it should be, or has to show, the worst first: its kind as the badge over the game has it, words, detail and since.
 */
export function troubles(status) {
  const found = [];
  if (status.nothing_heard) {
    found.push({ kind: "deaf", words: "nothing heard", detail: status.nothing_heard.detail,
      since: status.nothing_heard.since });
  }
  if (status.profile_refused) {
    const { since } = status.profile_refused;
    found.push({ kind: "refused", words: "profile refused", detail: problemOf(status.profile_refused), since });
  }
  if (status.recording) {
    const { client, what, since } = status.recording;
    found.push({ kind: "recording", words: `recording ${what}`, detail: `for ${client}`, since });
  }
  return found;
}

/** The first problem of a refused profile, with the file's name and the place in it. */
export function problemOf(refused) {
  if (!refused.file) return refused.problems;
  const place = [refused.file.split(/[\\/]/).pop(), refused.line, refused.column];
  return `${place.filter((part) => part !== undefined).join(":")}: ${refused.problem}`;
}

/** Milliseconds until a skill is played; undefined when it has no time of its own. They stand still unless it runs. */
export function timeLeft(skill, state, now) {
  return skill.due === undefined ? undefined : Math.max(0, state === "running" ? skill.due - now : skill.next_run_ms);
}

/** A token may come once behind the address's #, which no server ever sees. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  try {
    if (given) sessionStorage.setItem("token", given);
    return sessionStorage.getItem("token");
  } catch {
    // In a frame of another site a browser may keep nothing.
    return given;
  } finally {
    if (given) history.replaceState(null, "", location.pathname);
  }
}
