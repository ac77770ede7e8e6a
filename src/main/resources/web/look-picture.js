// The picture of the game: places are drawn on it, moved and sized, by mouse, finger or keys.
import { element } from "/words.js";

const LEAST = 2;
const STEP = 1;
const LEAP = 10;
const LOUPE_MARGIN = 4;
const LOUPE_SIZE = 340;
const LOUPE_HEIGHT = 176;
const LOUPE_MOST = 12;

export class Picture {
  #sheet;
  #canvas;
  #layer;
  #loupe;
  #moved;
  #draft = null;
  #box = null;
  #width = 0;
  #height = 0;

  /** moved(region, settled) is told of the drawn place, and whether it stays so. */
  constructor({ sheet, canvas, layer, loupe, moved }) {
    this.#sheet = sheet;
    this.#canvas = canvas;
    this.#layer = layer;
    this.#loupe = loupe;
    this.#moved = moved;
    layer.addEventListener("pointerdown", (event) => this.#down(event));
  }

  get width() {
    return this.#width;
  }

  get height() {
    return this.#height;
  }

  show(bitmap) {
    this.#width = bitmap.width;
    this.#height = bitmap.height;
    Object.assign(this.#canvas, { width: bitmap.width, height: bitmap.height });
    this.#canvas.getContext("2d").drawImage(bitmap, 0, 0);
    this.#enlarge();
  }

  /** @param zoom "fit", or how many of the screen's pixels each of its own takes */
  zoom(zoom) {
    this.#sheet.dataset.zoom = zoom;
    this.#sheet.style.width = zoom === "fit" ? "" : `${(this.#width * zoom) / (devicePixelRatio || 1)}px`;
    this.#sheet.classList.toggle("near", Number(zoom) > 1);
  }

  /** The places of sensors, each {name, region}, and the one that is worked on; null for none. */
  places(others, draft) {
    this.#layer.querySelectorAll(".place").forEach((each) => each.remove());
    for (const { name, region } of others) {
      const place = element("div", "place");
      place.append(element("span", "", name));
      this.#put(place, region);
      this.#layer.prepend(place);
    }
    this.#draft = draft;
    this.#showDraft();
  }

  #put(node, [x, y, width, height]) {
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    node.style.left = percent(x, this.#width);
    node.style.top = percent(y, this.#height);
    node.style.width = percent(width, this.#width);
    node.style.height = percent(height, this.#height);
  }

  #showDraft() {
    if (!this.#draft) {
      this.#box?.remove();
      this.#box = null;
    } else {
      if (!this.#box) this.#makeBox();
      this.#put(this.#box, this.#draft);
      const [x, y, width, height] = this.#draft;
      const words = `Place at ${x}, ${y}, ${width} by ${height} pixels`;
      if (this.#box.getAttribute("aria-label") !== words) this.#box.setAttribute("aria-label", words);
    }
    this.#enlarge();
  }

  #makeBox() {
    this.#box = element("div", "draft");
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "group");
    this.#box.setAttribute("aria-roledescription", "rectangle");
    this.#box.setAttribute("aria-describedby", "place-keys");
    for (const corner of ["nw", "ne", "sw", "se"]) this.#box.append(element("i", corner));
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#layer.append(this.#box);
  }

  /** The pixel at a place of the window; inside the picture. */
  #pixel(event) {
    const box = this.#layer.getBoundingClientRect();
    const at = (part, size, most) => Math.max(0, Math.min(most, Math.round((part / size) * most)));
    return [at(event.clientX - box.left, box.width, this.#width),
      at(event.clientY - box.top, box.height, this.#height)];
  }

  /** Begins a new place, or moves or sizes the one there is. */
  #down(event) {
    if (event.button !== 0 || !this.#width) return;
    event.preventDefault();
    const from = this.#pixel(event);
    const corner = event.target.matches?.(".draft i") ? event.target.className : "";
    const before = this.#draft;
    const moves = event.target === this.#box;
    // The opposite corner stays.
    const anchor = corner
      ? [corner.endsWith("w") ? before[0] + before[2] : before[0],
        corner.startsWith("n") ? before[1] + before[3] : before[1]]
      : from;
    const drag = (to) => {
      const [x, y] = this.#pixel(to);
      if (moves) this.#set([before[0] + x - from[0], before[1] + y - from[1], before[2], before[3]]);
      else this.#set(between(anchor, [x, y]));
      if (this.#draft) this.#moved(this.#draft, false);
    };
    const end = () => {
      this.#layer.removeEventListener("pointermove", drag);
      this.#layer.removeEventListener("pointerup", end);
      this.#layer.removeEventListener("pointercancel", end);
      if (this.#draft && (this.#draft[2] < LEAST || this.#draft[3] < LEAST)) this.#set(before);
      if (this.#draft) this.#moved(this.#draft, true);
      this.#box?.focus({ preventScroll: true });
    };
    this.#layer.setPointerCapture(event.pointerId);
    this.#layer.addEventListener("pointermove", drag);
    this.#layer.addEventListener("pointerup", end);
    this.#layer.addEventListener("pointercancel", end);
  }

  #key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.ctrlKey ? LEAP : STEP;
    const [x, y, width, height] = this.#draft;
    this.#set(event.shiftKey
      ? [x, y, Math.max(LEAST, width + way[0] * step), Math.max(LEAST, height + way[1] * step)]
      : [x + way[0] * step, y + way[1] * step, width, height]);
    this.#moved(this.#draft, true);
  }

  #set(region) {
    this.#draft = region && inside(region, this.#width, this.#height);
    this.#showDraft();
  }

  /** The place with a few pixels around it, as large as there is room. */
  #enlarge() {
    const loupe = this.#loupe;
    loupe.hidden = !this.#draft || !this.#width;
    if (loupe.hidden) return;
    const [x, y, width, height] = this.#draft;
    const wide = width + 2 * LOUPE_MARGIN;
    const high = height + 2 * LOUPE_MARGIN;
    const scale = Math.min(LOUPE_MOST, LOUPE_SIZE / wide, LOUPE_HEIGHT / high);
    loupe.width = Math.max(1, Math.round(wide * scale));
    loupe.height = Math.max(1, Math.round(high * scale));
    const pen = loupe.getContext("2d");
    pen.imageSmoothingEnabled = scale < 1;
    pen.drawImage(this.#canvas, x - LOUPE_MARGIN, y - LOUPE_MARGIN, wide, high, 0, 0, loupe.width, loupe.height);
    pen.strokeStyle = "#e8a33d";
    pen.lineWidth = 1;
    const edge = LOUPE_MARGIN * scale;
    pen.strokeRect(edge - 0.5, edge - 0.5, width * scale + 1, height * scale + 1);
  }
}

function between([x, y], [otherX, otherY]) {
  return [Math.min(x, otherX), Math.min(y, otherY), Math.abs(x - otherX), Math.abs(y - otherY)];
}

/** The same place, moved and cut so that it is inside. */
export function inside([x, y, width, height], mostWidth, mostHeight) {
  const wide = Math.max(1, Math.min(width, mostWidth));
  const high = Math.max(1, Math.min(height, mostHeight));
  const from = (at, size, most) => Math.max(0, Math.min(most - size, at));
  return [from(x, wide, mostWidth), from(y, high, mostHeight), wide, high];
}

/** A place at another size of the window, as Fermata itself scales it. */
export function scaled([x, y, width, height], across, down) {
  const left = Math.round(x * across);
  const top = Math.round(y * down);
  return [left, top, Math.max(1, Math.round((x + width) * across) - left),
    Math.max(1, Math.round((y + height) * down) - top)];
}
