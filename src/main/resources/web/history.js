// What happened in the last hour, where it is kept: how much each minute, what of which kind, and the last of what is
// no plain action.
import { element, setText } from "/words.js";

const AGAIN_MS = 30_000;
const SHOWN = 8;
const SHOWN_KINDS = "reply,viewer,failure";
const KINDS = { action: ["action", "actions"], reply: ["reply", "replies"], viewer: ["from viewers", "from viewers"],
  failure: ["failure", "failures"], other: ["other", "others"] };
const SVG = "http://www.w3.org/2000/svg";

export class History {
  #agent;
  #card;
  #parts;
  #askedAt = -Infinity;

  /** Shows card only where what happens is kept; parts are the elements in it, by name. */
  constructor({ agent, card, parts }) {
    this.#agent = agent;
    this.#card = card;
    this.#parts = parts;
  }

  /** Another agent answers than before. */
  forget() {
    this.#askedAt = -Infinity;
  }

  /** The status is another. */
  show() {
    const { history } = this.#agent.status;
    this.#card.hidden = !history;
    if (!history) return;
    const lost = history.lost > 0 ? `; ${history.lost} could not be kept` : "";
    this.#note(history.trouble ? `Nothing is kept: ${history.trouble}`
      : `${history.written} kept since the start${lost}, ${(history.bytes / 1e6).toFixed(1)} MB`, Boolean(history.trouble));
    if (performance.now() - this.#askedAt >= AGAIN_MS) this.#ask();
  }

  async #ask() {
    this.#askedAt = performance.now();
    try {
      const [hour, last] = await Promise.all([this.#agent.ask("/history?last=1"),
        this.#agent.ask(`/history?kind=${SHOWN_KINDS}&last=${SHOWN}`)]);
      this.#draw(hour);
      this.#list(last.entries.reverse());
    } catch (problem) {
      this.#note(problem.status ? problem.message : "The agent does not answer", true);
    }
  }

  #draw({ periods, count, kinds }) {
    const { graph, counts } = this.#parts;
    const most = Math.max(1, ...periods);
    graph.setAttribute("viewBox", `0 0 ${periods.length} 1`);
    graph.replaceChildren(...periods.map((amount, index) => {
      const bar = document.createElementNS(SVG, "rect");
      const height = amount / most;
      Object.entries({ x: index + 0.1, y: 1 - height, width: 0.8, height })
        .forEach(([name, value]) => bar.setAttribute(name, value));
      return bar;
    }));
    const words = Object.entries(kinds).filter(([, amount]) => amount > 0)
      .map(([kind, amount]) => `${amount} ${(KINDS[kind] ?? [kind, kind])[amount === 1 ? 0 : 1]}`).join(", ");
    graph.setAttribute("aria-label", `${count} events in the last hour`);
    setText(counts, words || "Nothing has happened");
  }

  #list(entries) {
    this.#parts.list.replaceChildren(...entries.map((entry) => {
      const item = element("li", entry.kind);
      const time = element("time", "", new Date(entry.at).toTimeString().slice(0, 8));
      time.dateTime = entry.at;
      const what = [entry.event.replaceAll("_", " "), entry.person, entry.text].filter((word) => word).join(" · ");
      item.append(time, element("span", "kind", entry.kind), element("span", "what", what));
      return item;
    }));
  }

  #note(text, bad) {
    this.#parts.note.className = bad ? "bad" : "";
    setText(this.#parts.note, text);
  }
}
