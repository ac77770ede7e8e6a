// What viewers of a stream may have played, and what they have had, from the status.
import { setText } from "/words.js";

export class Viewers {
  #agent;
  #card;
  #parts;

  /** Shows card only where the settings let viewers play; parts are the elements in it, by name. */
  constructor({ agent, card, parts }) {
    this.#agent = agent;
    this.#card = card;
    this.#parts = parts;
  }

  /** The status is another. */
  show() {
    const viewers = this.#agent.status.stream?.viewers;
    this.#card.hidden = !viewers;
    if (!viewers) return;
    const refused = Object.values(viewers.refused).reduce((sum, each) => sum + each, 0);
    setText(this.#parts.state, viewers.actions === 0 ? "The profile lists nothing for them"
      : `${viewers.taken} of ${viewers.total} used, ${viewers.per_minute} a minute at most; `
        + `${viewers.played} played, ${viewers.dropped} dropped, ${refused} refused`);
    const { last } = viewers;
    setText(this.#parts.last, last ? `${last.action}${last.user ? ` for ${last.user}` : ""}: ${last.news}` : "");
  }
}
