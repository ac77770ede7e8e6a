// The last minute as a picture: holds as bands, actions as marks by lane.

const SPAN = 60_000;
const LANES = ["emergency", "high", "normal", "low"];
const MOST_MARKS = 4_000;

export class Timeline {
  #canvas;
  #bands = [];
  #marks = [];
  #colours = {};

  constructor(canvas) {
    this.#canvas = canvas;
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.#readColours());
    this.#readColours();
  }

  clear() {
    this.#bands = [];
    this.#marks = [];
  }

  holdBegan(holder, at) {
    if (!this.#bands.some((band) => band.holder === holder && band.end === null)) {
      this.#bands.push({ holder, start: at, end: null });
    }
  }

  holdEnded(holder, at) {
    for (const band of this.#bands) {
      if (band.holder === holder && band.end === null) band.end = at;
    }
  }

  /** The holds that are on; whatever else seems to be has ended. */
  holdsAre(holders, at) {
    for (const band of this.#bands) {
      if (band.end === null && !holders.includes(band.holder)) band.end = at;
    }
  }

  mark(at, lane, origin, gone) {
    this.#marks.push({ at, lane: Math.max(0, LANES.indexOf(lane)), origin, gone });
    if (this.#marks.length > MOST_MARKS) this.#marks.splice(0, MOST_MARKS / 4);
  }

  /** What the picture shows, in words. */
  words(now) {
    const marks = this.#marks.filter((mark) => mark.at > now - SPAN && !mark.gone).length;
    const bands = this.#bands.filter((band) => band.end === null || band.end > now - SPAN).length;
    return `Timeline of the last minute: ${marks} actions, ${bands} holds`;
  }

  draw(now) {
    const canvas = this.#canvas;
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.#forget(now);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const left = 78;
    const bottom = height - 20;
    const x = (at) => left + (width - left) * (1 - (now - at) / SPAN);
    this.#drawBands(pen, x, left, width, bottom, now);
    this.#drawGrid(pen, x, left, width, bottom, now);
    this.#drawMarks(pen, x, left, bottom, width < 480 ? 2 : 3);
  }

  #drawBands(pen, x, left, width, bottom, now) {
    for (const band of this.#bands) {
      const start = Math.max(left, x(band.start));
      const end = Math.min(width, x(band.end ?? now));
      pen.globalAlpha = 0.42;
      pen.fillStyle = this.#colours[bandKind(band.holder)];
      pen.fillRect(start, 0, Math.max(1.5, end - start), bottom);
    }
    pen.globalAlpha = 1;
  }

  #drawGrid(pen, x, left, width, bottom, now) {
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineWidth = 1;
    LANES.forEach((lane, index) => {
      const y = (bottom * (index + 0.5)) / LANES.length;
      pen.fillStyle = this.#colours.soft;
      pen.textAlign = "left";
      pen.fillText(lane, 0, y);
      pen.strokeStyle = this.#colours.line;
      pen.beginPath();
      pen.moveTo(left, y);
      pen.lineTo(width, y);
      pen.stroke();
    });
    pen.fillStyle = this.#colours.soft;
    for (const seconds of [60, 45, 30, 15, 0]) {
      pen.textAlign = seconds === 60 ? "left" : seconds === 0 ? "right" : "center";
      pen.fillText(seconds === 0 ? "now" : `${seconds} s`, x(now - seconds * 1000), bottom + 12);
    }
  }

  #drawMarks(pen, x, left, bottom, thick) {
    const row = bottom / LANES.length;
    for (const mark of this.#marks) {
      const at = x(mark.at);
      if (at < left) continue;
      const y = row * (mark.lane + 0.5);
      if (mark.gone) {
        pen.strokeStyle = this.#colours.danger;
        pen.lineWidth = 2;
        pen.beginPath();
        pen.arc(at, y, 4, 0, 2 * Math.PI);
        pen.stroke();
      } else {
        pen.fillStyle = this.#colours[mark.origin] ?? this.#colours.skill;
        pen.fillRect(at - thick / 2, y - row * 0.28, thick, row * 0.56);
      }
    }
  }

  #forget(now) {
    this.#bands = this.#bands.filter((band) => band.end === null || band.end > now - SPAN);
    let old = 0;
    while (old < this.#marks.length && this.#marks[old].at < now - SPAN) old++;
    if (old > 0) this.#marks.splice(0, old);
  }

  #readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    this.#colours = {
      keys: read("--band-keys"), manual: read("--band-manual"), client: read("--band-api"),
      skill: read("--mark-skill"), player: read("--mark-player"), api: read("--mark-api"),
      danger: read("--danger"), soft: read("--soft"), line: read("--line"),
    };
  }
}

/** Which kind of hold it is, as the colours name them. */
export function bandKind(holder) {
  return holder === "priority-keys" ? "keys" : holder === "manual" || holder === "voice" ? "manual" : "client";
}
