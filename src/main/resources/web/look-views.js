// What the Look page shows beside the picture: its tools, the sensors, what is read, and a skill that waits for it.
import { h } from "preact";
import { button } from "/studio-views.js";

/** How a place can be read, in the words of the form. */
const KINDS = {
  bar: ["Bar", "fills along a line: life, mana, a cast"],
  orb: ["Orb", "fills, but half as high is not half as much"],
  icon: ["Icon", "of a skill: ready or cooling"],
  digits: ["Digits", "a number, or a number and its maximum"],
  pixel: ["Colour", "yes or no: whether the place has a colour"],
};
const WAYS = { right: "to the right", left: "to the left", up: "upwards", down: "downwards" };
/** What a kind has to have learned, with what the game has to show for it. */
const LOOKS = {
  bar: [["full", "it is full"], ["empty", "it is empty"]],
  orb: [["full", "it is full"], ["empty", "it is empty"]],
  icon: [["ready", "it is ready"], ["cooling", "it is cooling, with another drawing"]],
  digits: [],
  pixel: [],
};
const ZOOMS = [["fit", "Fit"], ["1", "100 %"], ["2", "200 %"], ["4", "400 %"], ["8", "800 %"]];
export const NAME = /^[a-z][a-z0-9_]{0,31}$/;
const WAIT_SECONDS = 5;

// --- Above the picture ----------------------------------------------------------------------

export function toolsView(model, actions) {
  const away = model.link === "live" ? "" : "The agent does not answer";
  const none = away || (model.profile ? "" : "There is no profile") || model.shootingWhy;
  const waiting = model.countdown > 0;
  return [
    h(
      "div",
      { class: "tools", role: "group", "aria-label": "Pictures" },
      h("label", { for: "of" }, "Profile"),
      h(
        "select",
        { id: "of", value: model.profile?.name ?? "", onChange: (event) => actions.open(event.target.value) },
        model.profiles.map((name) => h("option", { key: name, value: name }, name)),
      ),
      button({ id: "shoot", kind: "main", why: none, onClick: () => actions.shoot() }, "Take a picture"),
      button(
        {
          id: "shoot-later",
          kind: waiting ? "on" : "",
          why: none,
          title: "Time to bring the game to the front",
          onClick: waiting ? actions.stop : () => actions.shootIn(WAIT_SECONDS),
        },
        waiting ? `In ${model.countdown} s …` : `In ${WAIT_SECONDS} s`,
      ),
      button(
        {
          id: "follow",
          kind: model.following ? "on" : "",
          why: none,
          pressed: String(model.following),
          title: "A picture each second, until you stop it",
          onClick: model.following ? actions.stop : actions.follow,
        },
        model.following ? "Stop looking" : "Keep looking",
      ),
      h("span", { class: "gap" }),
      h(
        "span",
        { class: "size" },
        h("label", { for: "zoom" }, "Size"),
        h(
          "select",
          { id: "zoom", value: model.zoom, onChange: (event) => actions.zoom(event.target.value) },
          ZOOMS.map(([value, text]) => h("option", { key: value, value }, text)),
        ),
      ),
    ),
    model.shotWhy &&
      h(
        "div",
        { class: "notice bad", role: "alert", id: "shot-why" },
        h("p", {}, model.shotWhy),
        model.hidden &&
          h(
            "p",
            { class: "hint" },
            `The game has to be on the screen and not behind this page: put it beside, open this page on another` +
              ` device, or press “In ${WAIT_SECONDS} s” and bring the game to the front.`,
          ),
      ),
    !model.picture &&
      !model.shotWhy &&
      h(
        "ol",
        { class: "steps" },
        h("li", {}, "Take a picture while the game shows what a sensor is to read, such as full health."),
        h("li", {}, "Drag a rectangle over that place, and say what it is."),
        h("li", {}, "Say what it looks like there (full, empty, ready), with another picture for each."),
        h("li", {}, "Save it into your profile, and have a skill wait for it."),
      ),
  ];
}

/** What is said below the picture. */
export function shownText({ picture, following }) {
  if (!picture) {
    return "The screen is read only when you ask for a picture here, and the picture is kept nowhere but in "
      + "Fermata's memory.";
  }
  const what = picture.shows === "window" ? "The game's window" : "The whole screen, for the profile names no [window]";
  const when = picture.at.toTimeString().slice(0, 8);
  const now = following ? "Fermata looks each second." : "Fermata does not look now.";
  return `${what}, ${picture.width} × ${picture.height}, at ${when}. ${now}`;
}

// --- Sensors --------------------------------------------------------------------------------

export function sensorsView(model, actions) {
  const { profile, draft } = model;
  if (!profile) return null;
  const pick = (sensor) =>
    button(
      {
        id: `sensor-${sensor.name}`,
        key: sensor.name,
        pressed: String(draft?.index === sensor.index),
        onClick: () => actions.pick(sensor),
      },
      sensor.name,
    );
  return h(
    "div",
    { class: "pick-list", role: "group", "aria-label": `Sensors of ${profile.name}` },
    model.sensors.map(pick),
    button(
      { id: "sensor-new", why: whyNotEdit(profile), pressed: String(draft?.index === null), onClick: actions.begin },
      "New sensor",
    ),
  );
}

export const whyNotEdit = (profile) =>
  profile.editable
    ? ""
    : profile.source === "own"
      ? `It is only read here: ${profile.whyNot}`
      : "It came with Fermata: duplicate it in the studio, and change your copy";

export function sensorView(model, actions) {
  const { draft, profile } = model;
  if (!profile) return h("p", { class: "empty" }, "Choose a profile.");
  const readOnly = whyNotEdit(profile);
  if (!draft) return h("p", { class: "empty" }, readOnly || "Drag over the picture, or press New sensor.");
  const saved = draft.index !== null;
  const set = (change) => actions.change(change);
  const number = (index, label, least) =>
    h(
      "label",
      { key: label },
      label,
      h("input", {
        type: "number",
        id: `place-${label}`,
        min: least,
        step: 1,
        value: draft.region?.[index] ?? "",
        disabled: !model.picture,
        onChange: (event) => actions.place(index, Number(event.target.value)),
      }),
    );
  return [
    readOnly && h("p", { class: "hint" }, readOnly),
    h(
      "div",
      { class: "pair" },
      h(
        "div",
        { class: "field" },
        h("label", { for: "name" }, "Name"),
        h("input", {
          id: "name",
          type: "text",
          autocomplete: "off",
          autocapitalize: "off",
          spellcheck: false,
          value: draft.name,
          placeholder: "hp",
          readOnly: saved,
          title: saved ? "Its looks are kept by this name" : "",
          "aria-invalid": draft.name !== "" && !NAME.test(draft.name),
          onInput: (event) => set({ name: event.target.value.trim() }),
        }),
      ),
      h(
        "div",
        { class: "field" },
        h("label", { for: "kind" }, "What it is"),
        h(
          "select",
          { id: "kind", value: draft.kind, disabled: readOnly !== "",
            onChange: (event) => set({ kind: event.target.value }) },
          Object.entries(KINDS).map(([value, [text]]) => h("option", { key: value, value }, text)),
        ),
      ),
    ),
    h("p", { class: "hint" }, KINDS[draft.kind][1]),
    h(
      "div",
      { class: "field", role: "group", "aria-label": "Place in the picture, in pixels" },
      h("div", { class: "numbers" }, number(0, "x", 0), number(1, "y", 0), number(2, "width", 1),
        number(3, "height", 1)),
      h("p", { class: "hint", id: "place-keys" },
        "Arrow keys on the rectangle move it, with Shift they size it, with Ctrl in leaps."),
    ),
    (draft.kind === "bar" || draft.kind === "orb") &&
      h(
        "div",
        { class: "field" },
        h("label", { for: "grows" }, "It fills"),
        h(
          "select",
          { id: "grows", value: draft.grows, onChange: (event) => set({ grows: event.target.value }) },
          Object.entries(WAYS).map(([value, text]) => h("option", { key: value, value }, text)),
        ),
      ),
    draft.kind === "pixel" && colourView(model, set),
    saveView(model, actions, readOnly),
  ];
}

function colourView({ draft, seen }, set) {
  const any = draft.colour === "any";
  return h(
    "div",
    { class: "pair" },
    h(
      "div",
      { class: "field" },
      h("label", { for: "colour" }, "Colour"),
      h(
        "div",
        { class: "colour" },
        h("input", {
          id: "colour",
          type: "color",
          value: any ? "#808080" : draft.colour,
          disabled: any,
          onInput: (event) => set({ colour: event.target.value }),
        }),
        button(
          { id: "colour-here", why: seen ? "" : "Draw a place first", onClick: () => set({ colour: seen.colour }) },
          "As it is here",
        ),
      ),
      h(
        "label",
        { class: "any" },
        h("input", {
          id: "any",
          type: "checkbox",
          checked: any,
          onChange: (event) => set({ colour: event.target.checked ? "any" : (seen?.colour ?? "#808080") }),
        }),
        "any but grey",
      ),
    ),
    h(
      "div",
      { class: "field" },
      h("label", { for: "tolerance" }, "Tolerance"),
      h("input", {
        id: "tolerance",
        type: "number",
        min: 0,
        max: 255,
        value: draft.tolerance,
        onChange: (event) => set({ tolerance: Math.max(0, Math.min(255, Math.round(Number(event.target.value)))) }),
      }),
    ),
  );
}

/** Why a draft cannot be read; empty when it can. */
export function whyNotRead({ draft, picture }) {
  if (!draft) return "There is no sensor";
  if (!picture) return "Take a picture first";
  if (!draft.region) return "Drag a rectangle over the picture first";
  if (draft.name === "") return "It needs a name";
  return NAME.test(draft.name) ? "" : "Its name is a word of small letters, digits and _, beginning with a letter";
}

function saveView(model, actions, readOnly) {
  const { draft } = model;
  const taken = draft.index === null && model.sensors.some((sensor) => sensor.name === draft.name);
  const why =
    (model.link === "live" ? "" : "The agent does not answer") ||
    readOnly ||
    (taken ? "There is a sensor of this name already" : "") ||
    whyNotRead(model) ||
    (!draft.dirty && draft.index !== null ? "The profile has it so" : "") ||
    (model.saving ? "It is being saved" : "");
  return [
    h(
      "div",
      { class: "tools" },
      button({ id: "save", kind: "main", why, onClick: actions.save }, "Save into the profile"),
      draft.dirty && h("span", { class: "mark-text unsaved" }, "not saved"),
    ),
    taken && h("p", { class: "hint bad" }, "There is a sensor of this name already."),
    model.saveWhy && h("p", { class: "hint bad", role: "alert" }, model.saveWhy),
  ];
}

// --- Readings -------------------------------------------------------------------------------

/** A reading's value as people write it. */
export function valueText(kind, { value, maximum }) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return kind === "digits" ? `${value}${maximum ? ` / ${maximum}` : ""}` : `${value} %`;
}

export function readingView(model, actions) {
  const { draft, seen } = model;
  const why = whyNotRead(model) || model.seenWhy;
  if (!draft) return h("p", { class: "empty" }, "Nothing yet.");
  return [
    h(
      "div",
      { id: "value", role: "status", "aria-live": "polite" },
      !seen || why
        ? h("p", { class: "value unknown" }, why || "…")
        : seen.state === "known"
          ? [
              h("p", { class: "value" }, valueText(draft.kind, seen)),
              h("p", { class: "hint" }, `sure to ${Math.round(100 * seen.confidence)} %`),
            ]
          : h("p", { class: "value unknown" }, `unknown: ${seen.why}`),
    ),
    seen?.state === "known" &&
      (draft.kind === "bar" || draft.kind === "orb") &&
      h("div", { class: "meter", "aria-hidden": true },
        h("i", { style: { transform: `scaleX(${seen.value / 100})` } })),
    teachView(model, actions),
  ];
}

function teachView(model, actions) {
  const { draft, profile, seen } = model;
  const { kind } = draft;
  if (kind === "pixel") return null;
  const why = (model.link === "live" ? "" : "The agent does not answer") || whyNotEdit(profile) || whyNotRead(model);
  const has = (look) => seen?.looks.includes(look);
  return h(
    "div",
    { class: "teach" },
    LOOKS[kind].map(([look, words]) =>
      h(
        "div",
        { class: "row", key: look },
        button({ id: `learn-${look}`, why, onClick: () => actions.learn(look) }, `Here ${words}`),
        h("span", { class: has(look) ? "tick" : "hint" },
          has(look) ? "✓ learned" : look === "cooling" ? "may be left out" : "not yet"),
      ),
    ),
    (kind === "digits" || kind === "orb") && typedView(model, actions, why),
    kind === "digits" &&
      h("p", { class: "hint" }, seen?.looks.length ? `It knows ${seen.looks.join(" ")}`
        : "It knows no digits yet; ten are needed, and the slash where there is one."),
    model.learnedText && h("p", { class: "hint", role: "status" }, model.learnedText),
  );
}

/** What is typed beside the picture: the digits that are written there, or an orb's percent. */
function typedView(model, actions, why) {
  const look = model.draft.kind === "digits" ? "glyphs" : "value";
  const label = look === "glyphs" ? "What is written here" : "It is worth, in percent";
  const missing = why || (model.typed === "" ? "Type it first" : "");
  return h(
    "div",
    { class: "row" },
    h("input", {
      id: "typed",
      type: "text",
      inputMode: "numeric",
      autocomplete: "off",
      "aria-label": label,
      placeholder: look === "glyphs" ? "120/345" : "40",
      value: model.typed,
      onInput: (event) => actions.type(event.target.value.trim()),
    }),
    button({ id: `learn-${look}`, why: missing, onClick: () => actions.learn(look) },
      look === "glyphs" ? "is written here" : "percent"),
  );
}

// --- A skill --------------------------------------------------------------------------------

export function useView(model, actions) {
  const { draft, profile, skill } = model;
  if (!profile || !draft || draft.index === null)
    return h("p", { class: "empty" }, "A sensor that is saved can make a skill play.");
  const why =
    (model.link === "live" ? "" : "The agent does not answer") ||
    whyNotEdit(profile) ||
    (skill.keys === "" ? "Say which keys it presses" : "") ||
    (model.saving ? "It is being saved" : "");
  const field = (key, label, placeholder) =>
    h(
      "div",
      { class: "field" },
      h("label", { for: `skill-${key}` }, label),
      h("input", {
        id: `skill-${key}`,
        type: "text",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: false,
        placeholder,
        value: skill[key],
        onInput: (event) => actions.skillIs({ [key]: event.target.value }),
      }),
    );
  return [
    h("div", { class: "pair" }, field("keys", "Press", "1"), field("cooldown", "Not again for", "1s")),
    field("when", "When", ""),
    h(
      "div",
      { class: "tools" },
      button({ id: "skill-add", why, onClick: actions.addSkill }, "Add this skill"),
      h("a", { class: "hint", href: `/studio#profile=${encodeURIComponent(profile.name)}` }, "Open it in the studio"),
    ),
    model.useWhy && h("p", { class: "hint bad", role: "alert" }, model.useWhy),
  ];
}

/** A condition that such a sensor is often asked. */
export function usualCondition({ name, kind }) {
  return {
    bar: `${name} < 50`, orb: `${name} < 50`, icon: `${name} ready`, digits: `${name} < 100`, pixel: name,
  }[kind];
}
