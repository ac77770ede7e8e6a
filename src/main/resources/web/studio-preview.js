// The next minute as the simulator plays it: a row for each skill, and holds that are dragged in.
import { h } from "preact";
import { button } from "/studio-views.js";

export const SECONDS = 60;
const SPAN = SECONDS * 1000;
/** A hold that is made without a mouse. */
const NEW_HOLD = 3_000;
const LEAST = 200;
const STEP = 500;
const MOST_HOLDS = 12;
const LOST = new Set(["dropped", "rejected", "failed"]);

/** holdsAre(holds, settled) is told of the holds whenever they are others, and whether they stay so. */
export function previewView(open, { holdsAre }) {
  if (!open?.preview)
    return h(
      "p",
      { class: "empty" },
      open?.previewWhy || "What a profile would play is drawn here, before you play it.",
    );
  const { preview, previewWhy, holds } = open;
  const rows = rowsOf(preview, open.outline);
  const full = holds.length >= MOST_HOLDS ? "There are twelve holds already" : "";
  return [
    h(
      "p",
      { class: "hint", id: "preview-hint" },
      preview.hold_key
        ? `Drag over the picture to keep ${preview.hold_key} down for that long, and see what waits and what plays on.`
        : "Drag over the picture to pause for that long: the profile has no priority key.",
    ),
    previewWhy && h("p", { class: "hint bad" }, previewWhy),
    h(
      "div",
      { class: previewWhy ? "plot old" : "plot" },
      h(
        "div",
        { class: "rows", "aria-hidden": true },
        rows.map((row) =>
          h(
            "div",
            { class: "row", key: row.skill },
            h("span", { class: "name", title: row.skill }, row.skill),
            h(
              "svg",
              { viewBox: `0 0 ${SPAN} 10`, preserveAspectRatio: "none" },
              h("path", { class: "kept", d: row.kept }),
              h("path", { class: row.lane, d: row.marks }),
              h("path", { class: "gone", d: row.gone }),
            ),
            h("span", { class: "n" }, `${row.count}×`),
          ),
        ),
      ),
      h(
        "div",
        { class: "track", onPointerDown: (event) => drawHold(event, open, holdsAre) },
        holds.map((hold, index) =>
          h(
            "div",
            {
              class: "hold",
              key: hold.id,
              role: "slider",
              tabIndex: 0,
              style: { left: percent(hold.from), width: percent(hold.to - hold.from) },
              "aria-label": `Hold ${index + 1}`,
              "aria-valuemin": 0,
              "aria-valuemax": SECONDS,
              "aria-valuenow": hold.from / 1000,
              "aria-valuetext": `from ${seconds(hold.from)} to ${seconds(hold.to)}`,
              "aria-describedby": "hold-keys",
              title: `${seconds(hold.from)} to ${seconds(hold.to)}`,
              onPointerDown: (event) => moveHold(event, open, hold, holdsAre),
              onKeyDown: (event) => keyOnHold(event, open, hold, holdsAre),
            },
            h("i", { class: "start" }),
            h("i", { class: "end" }),
          ),
        ),
      ),
      h(
        "div",
        { class: "axis", "aria-hidden": true },
        [0, 15, 30, 45, 60].map((at) => h("span", { key: at }, `${at} s`)),
      ),
    ),
    h(
      "div",
      { class: "tools" },
      button({ id: "hold-add", why: full, onClick: () => addHold(open, holdsAre) }, "Add a hold"),
      button(
        { id: "hold-none", why: holds.length === 0 ? "There is no hold" : "", onClick: () => holdsAre([], true) },
        "No holds",
      ),
      h(
        "span",
        { class: "hint", id: "hold-keys" },
        "Arrow keys move a hold, with Shift its end; Delete takes it away.",
      ),
    ),
    h(
      "table",
      { class: "counts" },
      h(
        "caption",
        {},
        preview.truncated
          ? "Played in the part that was simulated: there is too much for a minute"
          : "Played in this minute",
      ),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Skill"),
          h("th", { scope: "col" }, "Lane"),
          h("th", { scope: "col", class: "n" }, "Played"),
          h("th", { scope: "col", class: "n" }, "Given up"),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            { key: row.skill },
            h("th", { scope: "row" }, row.skill),
            h("td", {}, h("i", { class: row.lane, "aria-hidden": true }), row.lane),
            h("td", { class: "n" }, row.count),
            h("td", { class: "n" }, row.lost),
          ),
        ),
      ),
    ),
    rows.length === 0 && h("p", { class: "empty" }, "No skill plays: each is turned off, or there is none yet."),
  ];
}

/** One row for each skill, in the profile's order, and then whatever else played. */
function rowsOf(preview, outline) {
  const rows = new Map();
  const row = (skill) => {
    if (!rows.has(skill))
      rows.set(skill, {
        skill,
        lane: "normal",
        marks: "",
        gone: "",
        kept: "",
        count: preview.counts[skill] ?? 0,
        lost: 0,
        down: new Map(),
      });
    return rows.get(skill);
  };
  (outline?.skills ?? [])
    .filter((skill) => skill.enabled.value !== false && skill.name.set)
    .forEach((skill) => (row(skill.name.value).lane = skill.lane.value ?? "normal"));
  Object.keys(preview.counts).forEach(row);
  for (const event of preview.events) {
    if (!event.skill) continue;
    const into = row(event.skill);
    if (event.lane) into.lane = event.lane;
    const at = event.t_ms;
    if (event.kind === "press") {
      into.marks += `M${at} 0V10`;
      into.down.set(event.key, at);
    } else if (event.kind === "release") {
      keptDown(into, event.key, at);
    } else if (LOST.has(event.kind)) {
      into.lost++;
      into.gone += `M${at} 3V7`;
    }
  }
  rows.forEach((each) => [...each.down.keys()].forEach((key) => keptDown(each, key, SPAN)));
  return [...rows.values()];
}

/** What is down long enough to be seen is drawn as such. */
function keptDown(row, key, at) {
  const since = row.down.get(key);
  row.down.delete(key);
  if (since !== undefined && at - since > 250) row.kept += `M${since} 2H${at}V8H${since}Z`;
}

const percent = (millis) => `${(100 * millis) / SPAN}%`;
const seconds = (millis) => `${(millis / 1000).toFixed(1)} s`;
const clamp = (millis, from = 0, to = SPAN) => Math.round(Math.min(to, Math.max(from, millis)) / 100) * 100;

// --- Dragging -------------------------------------------------------------------------------

let ids = 0;
const newHold = (from, to) => ({ id: ++ids, from, to });

function drawHold(event, open, holdsAre) {
  if (event.button !== 0 || event.target !== event.currentTarget || open.holds.length >= MOST_HOLDS) return;
  const begun = at(event);
  const others = open.holds;
  follow(
    event,
    (now) => {
      const [from, to] = [Math.min(begun, now), Math.max(begun, now)];
      return to - from < LEAST ? null : [...others, newHold(from, to)];
    },
    holdsAre,
  );
}

function moveHold(event, open, hold, holdsAre) {
  if (event.button !== 0) return;
  event.stopPropagation();
  event.currentTarget.focus();
  const edge = event.target.className;
  const begun = at(event);
  follow(event, (now) => replaced(open, hold, moved(hold, now - begun, edge)), holdsAre);
}

/** Follows the pointer until it is let go; the function makes of where it is the holds that are then. */
function follow(event, holdsAt, holdsAre) {
  event.preventDefault();
  const track = event.currentTarget.closest(".track");
  // The bands are drawn anew meanwhile, and the track stays.
  track.setPointerCapture(event.pointerId);
  let last = null;
  const move = (next) => {
    last = holdsAt(at(next, track));
    if (last) holdsAre(last, false);
  };
  const up = () => {
    track.removeEventListener("pointermove", move);
    track.removeEventListener("pointerup", up);
    track.removeEventListener("pointercancel", up);
    if (last) holdsAre(last, true);
  };
  track.addEventListener("pointermove", move);
  track.addEventListener("pointerup", up);
  track.addEventListener("pointercancel", up);
}

function at(event, track = event.currentTarget.closest(".track")) {
  const { left, width } = track.getBoundingClientRect();
  return clamp(((event.clientX - left) / width) * SPAN);
}

function moved(hold, by, edge) {
  if (edge === "start") return { ...hold, from: clamp(hold.from + by, 0, hold.to - LEAST) };
  if (edge === "end") return { ...hold, to: clamp(hold.to + by, hold.from + LEAST, SPAN) };
  const from = clamp(hold.from + by, 0, SPAN - (hold.to - hold.from));
  return { ...hold, from, to: from + hold.to - hold.from };
}

function replaced(open, hold, by) {
  return open.holds.map((each) => (each.id === hold.id ? by : each));
}

function keyOnHold(event, open, hold, holdsAre) {
  const by = {
    ArrowLeft: -STEP,
    ArrowDown: -STEP,
    ArrowRight: STEP,
    ArrowUp: STEP,
    PageUp: 10 * STEP,
    PageDown: -10 * STEP,
  }[event.key];
  if (by) holdsAre(replaced(open, hold, moved(hold, by, event.shiftKey ? "end" : "")), true);
  else if (event.key === "Delete" || event.key === "Backspace") {
    holdsAre(
      open.holds.filter((each) => each.id !== hold.id),
      true,
    );
    document.getElementById("hold-add").focus();
  } else return;
  event.preventDefault();
}

/** Where there is room, from the left. */
function addHold(open, holdsAre) {
  const taken = [...open.holds].sort((one, other) => one.from - other.from);
  let from = 10_000;
  for (const hold of taken) if (from < hold.to && hold.from < from + NEW_HOLD) from = hold.to + 2_000;
  from = Math.min(from, SPAN - NEW_HOLD);
  holdsAre([...open.holds, newHold(from, from + NEW_HOLD)], true);
}
