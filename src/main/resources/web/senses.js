// What the agent sees, a row for each sensor: what it reads, how sure it is or why it is unknown, and its last minute.
import { duration, element, setText } from "/words.js";

const SPAN = 60_000;
const MOST = 1_200;
const SVG = "http://www.w3.org/2000/svg";

export class Senses {
  #agent;
  #card;
  #list;
  #note;
  /** By sensor, the oldest first: when, and what it was: a number from 0 to 1, or null while it was unknown. */
  #minutes = new Map();
  /** The largest number seen of each sensor, which numbers are measured by. */
  #largest = new Map();
  /** Rows by sensor. */
  #rows = new Map();

  /** Shows card only where the profile has sensors; fills list, a ul, and note, a p. */
  constructor({ agent, card, list, note }) {
    this.#agent = agent;
    this.#card = card;
    this.#list = list;
    this.#note = note;
  }

  /** Another agent answers than before. */
  forget() {
    this.#minutes.clear();
    this.#largest.clear();
  }

  /** A sensor says something else than before. */
  read(event) {
    this.#keep(event.t_ms, event);
  }

  /** The status is another. */
  show() {
    const { status } = this.#agent;
    const { senses } = status;
    this.#card.hidden = !senses;
    document.body.classList.toggle("sees", Boolean(senses));
    if (!senses) return;
    const rate = senses.captures_per_s;
    // A place that stays as it is has just been seen, though it was not read anew.
    const looks = senses.readings.some((reading) => reading.age_ms < 1000);
    setText(this.#note, senses.trouble ?? (rate > 0 ? `Reads ${rate} places of the screen a second`
      : looks ? "Looks, and nothing there changes" : "Does not read the screen now"));
    this.#note.classList.toggle("bad", Boolean(senses.trouble));
    for (const reading of senses.readings) {
      this.#keep(status.now_t_ms, reading);
      this.#say(this.#row(reading.sensor), reading);
    }
    const there = new Set(senses.readings.map((reading) => reading.sensor));
    for (const [sensor, row] of this.#rows) {
      if (!there.has(sensor)) {
        row.remove();
        this.#rows.delete(sensor);
      }
    }
    this.tick();
  }

  /** Time has passed. */
  tick() {
    const now = this.#agent.now();
    for (const [sensor, row] of this.#rows) {
      const minute = this.#minutes.get(sensor) ?? [];
      while (minute.length > 1 && minute[1].at < now - SPAN) minute.shift();
      draw(row.querySelector(".line"), row.querySelector(".blind"), minute, now);
    }
  }

  #keep(at, reading) {
    const { sensor, state, value, maximum } = reading;
    const minute = this.#minutes.get(sensor) ?? [];
    this.#minutes.set(sensor, minute);
    let part = null;
    if (state === "known") {
      if (typeof value === "number") {
        const largest = Math.max(this.#largest.get(sensor) ?? 100, value, maximum ?? 0);
        this.#largest.set(sensor, largest);
        part = value / largest;
      } else part = value === true || value === "ready" ? 1 : 0;
    }
    const last = minute[minute.length - 1];
    // Events and the status that overtakes them may come in another order.
    if (last && at < last.at) return;
    if (!last || last.part !== part) minute.push({ at, part });
    if (minute.length > MOST) minute.splice(0, MOST / 4);
  }

  #say(row, reading) {
    const known = reading.state === "known";
    row.className = known ? "" : "unknown";
    setText(row.querySelector(".reads"), known ? valueText(reading) : "unknown");
    const age = reading.age_ms === undefined || reading.age_ms < 1_000 ? "" : `, seen ${duration(reading.age_ms)} ago`;
    setText(row.querySelector(".why"), known ? `sure to ${Math.round(100 * reading.confidence)} %${age}` : reading.why);
  }

  #row(sensor) {
    let row = this.#rows.get(sensor);
    if (!row) {
      row = element("li");
      const picture = document.createElementNS(SVG, "svg");
      picture.setAttribute("viewBox", `0 0 ${SPAN} 100`);
      picture.setAttribute("preserveAspectRatio", "none");
      picture.setAttribute("aria-hidden", "true");
      for (const kind of ["blind", "line"]) {
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", kind);
        picture.append(path);
      }
      row.append(element("span", "name", sensor), element("span", "reads"), picture, element("span", "why"));
      this.#rows.set(sensor, row);
      this.#list.append(row);
    }
    return row;
  }
}

/** A reading's value as people write it; what is a number of something else than of a whole has no percent. */
function valueText({ value, maximum }) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return maximum === undefined ? String(value) : `${value} / ${maximum}`;
}

/** A step for each change; what was unknown is a band in grey, not a line. */
function draw(line, blind, minute, now) {
  let known = "";
  let unknown = "";
  minute.forEach(({ at, part }, index) => {
    const from = Math.max(0, Math.round(SPAN - (now - at)));
    const to = index + 1 < minute.length ? Math.round(SPAN - (now - minute[index + 1].at)) : SPAN;
    if (to <= 0) return;
    const y = part === null ? 0 : Math.round(96 - 92 * part);
    if (part === null) unknown += `M${from} 0H${to}V100H${from}Z`;
    else known += `${index > 0 && minute[index - 1].part !== null && from > 0 ? "L" : "M"}${from} ${y}H${to}`;
  });
  line.setAttribute("d", known);
  blind.setAttribute("d", unknown);
}
