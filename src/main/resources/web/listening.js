// Whether the player is heard, what was said last and what became of it: from the status alone, for what is no command
// is in no event.
import { duration, element, setText } from "/words.js";

export class Listening {
  #agent;
  #card;
  #parts;
  /** Of what is shown as said last: when, on the agent's clock; null for nothing. */
  #saidAt = null;

  /** Shows card only where a profile has had voice commands; parts are the elements in it, by name. */
  constructor({ agent, card, parts }) {
    this.#agent = agent;
    this.#card = card;
    this.#parts = parts;
  }

  /** Something was said, and the status tells what. */
  happened() {
    if (!this.#card.hidden) this.#agent.refreshSoon(0);
  }

  /** The status is another. */
  show() {
    const { listening, now_t_ms: now } = this.#agent.status;
    this.#card.hidden = !listening;
    document.body.classList.toggle("listens", Boolean(listening));
    if (!listening) return;
    this.#card.dataset.on = listening.on;
    setText(this.#parts.state, listening.on ? `Listens for ${counted(listening.commands, "command")}`
      : `Does not listen: ${listening.why_not}`);
    this.#showLast(listening.last, now);
    setText(this.#parts.counts, `${listening.done} done, ${listening.ignored} not`);
    setText(this.#parts.by, `${listening.recogniser}, on ${listening.microphone}`);
    this.tick();
  }

  /** Time has passed. */
  tick() {
    const age = this.#parts.last.querySelector(".left");
    if (age && this.#saidAt !== null) setText(age, `${duration(Math.max(0, this.#agent.now() - this.#saidAt))} ago`);
  }

  #showLast(last, now) {
    const { last: place } = this.#parts;
    this.#saidAt = last ? now - last.age_ms : null;
    if (!last) {
      place.replaceChildren();
      return;
    }
    const outcome = last.done ? "done" : `not done: ${last.reason}`;
    place.className = last.done ? "done" : "not";
    place.replaceChildren(element("span", "text", `\u201c${last.text}\u201d`),
      element("span", "sure", `${Math.round(100 * last.confidence)} % sure`), element("span", "why", outcome),
      element("span", "left"));
  }
}

const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
