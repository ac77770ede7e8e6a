// What is spoken: how far it is, what waits, what was not spoken and why; skips an item, silences and ends that. Asked
// for when something has happened to speech, never by the clock.
import { duration, element, setText } from "/words.js";

const DELAY_MS = 40;
const MOST_WAITING = 8;
const MOST_DROPPED = 4;
const PAUSE = "paused on the page";

const STATES = {
  idle: "Says nothing",
  playing: "Speaks",
  interrupt_decision: "Speaks; something more urgent is being made",
  interrupted: "Speaks; what it interrupted goes on after it",
  post_interrupt: "Goes on in a moment",
};

export class Speech {
  #agent;
  #client;
  #card;
  #parts;
  /** What GET /speech told last, and when, by performance.now(); null before the first time. */
  #told = null;
  #toldAt = 0;
  #timer = 0;
  #asking = false;
  #again = false;

  /** Shows card only once something has been spoken; parts are the elements in it, by name. */
  constructor({ agent, client, card, parts }) {
    this.#agent = agent;
    this.#client = client;
    this.#card = card;
    this.#parts = parts;
    parts.silence.addEventListener("click", () => this.#silence());
  }

  /** Another agent answers than before. */
  forget() {
    this.#told = null;
    this.#showPlaying(null);
    this.#parts.waiting.replaceChildren();
    this.#parts.gone.replaceChildren();
    setText(this.#parts.note, "");
  }

  /** Something has happened to what is spoken, or to a hold. */
  happened() {
    if (!this.#card.hidden) this.#askSoon();
  }

  /** The status is another. */
  show() {
    const { speech } = this.#agent.status;
    const fresh = Boolean(speech) && this.#card.hidden;
    this.#card.hidden = !speech;
    document.body.classList.toggle("speaks", Boolean(speech));
    // What began before the page was there has no event any more, and one may have been missed.
    if (fresh || speech && speech.state !== this.#told?.state) this.#askSoon();
    if (speech) this.#showSilence();
  }

  /** Time has passed. */
  tick() {
    const item = this.#told?.playing;
    if (!item || this.#card.hidden) return;
    const moves = this.#told.state === "playing" || this.#told.state === "interrupt_decision"
      || this.#told.state === "interrupted";
    const at = Math.min(item.length_ms, item.position_ms + (moves ? performance.now() - this.#toldAt : 0));
    this.#parts.now.querySelector("i").style.transform = `scaleX(${item.length_ms > 0 ? at / item.length_ms : 0})`;
    setText(this.#parts.now.querySelector(".left"), `${duration(at)} of ${duration(item.length_ms)}`);
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), DELAY_MS);
  }

  async #ask() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      const told = await this.#agent.ask("/speech");
      this.#toldAt = performance.now();
      this.#told = told;
      this.#showAll();
    } catch {
      // The stream notices as well, and asks again when it is back.
    } finally {
      this.#asking = false;
      if (this.#again) {
        this.#again = false;
        this.#askSoon();
      }
    }
  }

  #showAll() {
    const told = this.#told;
    setText(this.#parts.state, told.silent && !told.playing ? `Silent: ${told.silent}` : STATES[told.state]);
    this.#showPlaying(told.playing);
    const more = told.waiting.length - MOST_WAITING;
    this.#parts.waiting.replaceChildren(...told.waiting.slice(0, MOST_WAITING).map((item) => this.#row(item)),
      ...(more > 0 ? [element("li", "more", `and ${more} more`)] : []));
    const gone = told.ended.filter((item) => item.outcome !== "done").slice(0, MOST_DROPPED);
    this.#parts.gone.replaceChildren(...gone.map((item) => {
      const row = element("li", item.outcome);
      row.append(element("span", "text", item.text), element("span", "why", `${item.outcome}: ${item.reason}`));
      return row;
    }));
    setText(this.#parts.by, `${told.voice}, on ${told.device}`);
    this.tick();
  }

  #showPlaying(item) {
    const { now } = this.#parts;
    const shown = item ? `${item.id}` : "";
    if (now.dataset.id === shown) return;
    now.dataset.id = shown;
    now.replaceChildren();
    if (!item) return;
    const bar = element("span", "bar");
    bar.append(element("i"));
    now.append(element("span", "text", item.text), this.#skip(item), bar, element("span", "why", whose(item)),
      element("span", "left"));
  }

  #row(item) {
    const row = element("li");
    row.append(element("span", "text", item.text), this.#skip(item),
      element("span", "why", item.interruptions > 0 ? `${whose(item)}, goes on` : whose(item)));
    return row;
  }

  #skip(item) {
    const button = element("button", "skip", "Skip");
    button.type = "button";
    button.setAttribute("aria-label", `Skip ${item.text}`);
    button.addEventListener("click", () => this.#do(`/speech/${item.id}`, undefined, "DELETE", () => ""));
    return button;
  }

  #isSilenced() {
    return this.#agent.status.holds.some((hold) => hold.holder === `api:${this.#client}`
      && hold.scopes?.join() === "speech");
  }

  #showSilence() {
    const silenced = this.#isSilenced();
    setText(this.#parts.silence, silenced ? "Speak again" : "Silence");
    this.#parts.silence.setAttribute("aria-pressed", silenced);
  }

  #silence() {
    const body = this.#isSilenced() ? { action: "resume" } : { action: "pause", scope: "speech", reason: PAUSE };
    return this.#do("/pause_control", { client: this.#client, ...body }, "POST", () => "");
  }

  async #do(path, body, method, words) {
    try {
      this.#notice(words(await this.#agent.ask(path, body, method)), false);
    } catch (problem) {
      this.#notice(problem.status ? problem.message : "The agent does not answer", true);
    }
    this.#askSoon();
    this.#agent.refreshSoon(0);
  }

  #notice(text, bad) {
    this.#parts.note.className = bad ? "bad" : "";
    setText(this.#parts.note, text);
  }
}

/** Whose it is, and how important. */
function whose(item) {
  const often = item.repeats > 0 ? `, asked for ${item.repeats + 1} times` : "";
  return `${item.priority_name} · ${item.from}${often}`;
}
