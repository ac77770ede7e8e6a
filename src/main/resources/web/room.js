// What viewers of a live stream do and what becomes of it: how the feeds stand, what waits, the last messages with the end
// of each. Messages come as events, of which there may be hundreds a second, so they are shown a few times a second;
// figures are asked for when the status says that they are others.
import { element, setText } from "/words.js";

const SHOW_MS = 250;
const ASK_MS = 1_000;
const SHOWN = 8;
/** What stays in mind of messages whose end has not been told. */
const REMEMBERED = 200;
const MOST_REASONS = 4;
const OUTCOMES = ["answered", "merged", "dropped"];
/** What a feed can tell; whatever else begins with stream_ is no message. */
const KINDS = { chat: "chat", gift: "gift", follow: "follows", like: "likes", enter: "comes in", share: "shares",
  fan_club: "fan club", statistics: "viewers", ended: "over" };
const STATES = { waiting: "not connected", connecting: "connects", open: "open", closed: "closed" };

export class Room {
  #agent;
  #card;
  #parts;
  /** By number, the oldest first. */
  #messages = new Map();
  #timer = 0;
  #askedAt = -Infinity;
  #asked = "";
  #asking = false;

  /** Shows card only where viewers are answered; parts are the elements in it, by name. */
  constructor({ agent, card, parts }) {
    this.#agent = agent;
    this.#card = card;
    this.#parts = parts;
  }

  /** Another agent answers than before. */
  forget() {
    this.#messages.clear();
    this.#asked = "";
    this.#showSoon();
  }

  /** Something has happened around the stream. */
  happened(event) {
    const name = event.event.replace(/^stream_/, "");
    if (Object.hasOwn(KINDS, name)) {
      this.#messages.set(event.number, { kind: name, event, outcome: "", words: "waits" });
      if (this.#messages.size > REMEMBERED) this.#messages.delete(this.#messages.keys().next().value);
    } else if (OUTCOMES.includes(name)) {
      const message = this.#messages.get(event.number);
      if (!message) return;
      message.outcome = name;
      message.words = outcome(name, event);
    } else if (event.event.startsWith("feed_")) {
      this.#asked = "";
      this.#agent.refreshSoon(0);
      return;
    }
    this.#showSoon();
  }

  /** The status is another. */
  show() {
    const { stream } = this.#agent.status;
    this.#card.hidden = !stream;
    document.body.classList.toggle("streams", Boolean(stream));
    if (!stream) return;
    this.#card.dataset.silent = Boolean(stream.silent);
    setText(this.#parts.state, stream.silent ? `Nothing is answered: ${stream.silent}` : "Viewers are answered");
    const now = JSON.stringify(stream);
    if (now !== this.#asked && performance.now() - this.#askedAt >= ASK_MS) this.#ask(now);
  }

  async #ask(now) {
    if (this.#asking) return;
    this.#asking = true;
    this.#askedAt = performance.now();
    try {
      this.#showFigures(await this.#agent.ask("/stream"));
      this.#asked = now;
    } catch {
      // The status tells when it is over, and is asked again.
    } finally {
      this.#asking = false;
    }
  }

  #showFigures(told) {
    this.#parts.feeds.replaceChildren(...told.feeds.map((feed) => {
      const item = element("li", feed.state);
      item.append(element("span", "name", feed.name), element("span", "how", STATES[feed.state] ?? feed.state),
        element("span", "why", feed.detail ?? ""), element("span", "n", counted(feed.messages, "message")));
      return item;
    }));
    const sum = (counts) => Object.values(counts).reduce((all, each) => all + each, 0);
    setText(this.#parts.counts, [`${sum(told.came)} came`, `${told.answered} answered`, `${told.merged} with another`,
      `${told.waiting + told.handed_over} waiting`, ...(told.scripts > 0 ? [`${told.scripts} of the script`] : [])].join(", "));
    const reasons = Object.entries(told.dropped).filter(([, count]) => count > 0).sort((one, other) => other[1] - one[1]);
    const more = reasons.slice(MOST_REASONS).reduce((all, [, count]) => all + count, 0);
    const words = reasons.slice(0, MOST_REASONS).map(([why, count]) => `${why.replaceAll("_", " ")} ${count}`);
    if (more > 0) words.push(`others ${more}`);
    const lost = told.refused > 0 ? `; ${told.refused} not looked at, more came than could be` : "";
    setText(this.#parts.dropped, words.length > 0 || lost ? `${sum(told.dropped)} not answered${
      words.length > 0 ? `: ${words.join(", ")}` : ""}${lost}` : "");
  }

  #showSoon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#showMessages();
    }, SHOW_MS);
  }

  #showMessages() {
    const last = [...this.#messages.values()].slice(-SHOWN).reverse();
    this.#parts.list.replaceChildren(...last.map((message) => {
      const item = element("li", message.outcome || "waits");
      // What strangers write stays on its own, also where it is written from the right to the left.
      item.append(element("span", "kind", KINDS[message.kind]), element("bdi", "user", message.event.user ?? ""),
        element("bdi", "text", said(message.event)), element("bdi", "became", message.words));
      return item;
    }));
  }
}

/** What a message is about, besides who sent it. */
export function said(event) {
  const count = event.count ?? 1;
  if (event.gift) return count > 1 ? `${count} ${event.gift}` : event.gift;
  return event.text ?? (count > 1 ? `${count}` : "");
}

/** What has become of one, in words. */
export function outcome(name, event) {
  switch (name) {
    case "answered":
      return `answered${event.model ? ` by ${event.model}` : ""}: ${event.text ?? ""}${event.detail ? ` (${event.detail})` : ""}`;
    case "merged": return "answered with another";
    default: return `not answered: ${event.reason}${event.detail ? `, ${event.detail}` : ""}`;
  }
}

const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
