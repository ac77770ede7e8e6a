// The controls of the form, one for each kind of field that the schema knows.
import { h } from "preact";
import { CANNOT, KIND } from "/studio-keys.js";
import { button } from "/studio-views.js";

/** Fields whose values are keys, by what the schema calls their type. */
const KEY_TYPES = { "key name": KIND.key, hotkey: KIND.hotkey, "key sequence": KIND.sequence };
const LIST_TYPES = {
  "list of key names": KIND.key,
  "list of key sequences": KIND.sequence,
  "list, each: text, at most 60 characters": undefined,
};
/** A text, or several that mean the same. */
const TEXTS = "text with variants, or a list of such";
const LABELS = {
  name: "Name",
  description: "Description",
  extends: "Extends the file",
  special: "Only watched",
  pre_delay: "After",
  on_hold: "What was waiting",
  unsuppressed: "If it cannot be kept from the game",
  master: "Arm and disarm",
  toggle: "Start and pause",
  panic: "Stop at once",
  consume: "Keep hotkeys from the game",
  one_key: "One press arms and starts",
  keys: "Keys",
  take: "Take",
  every: "Every",
  mode: "Mode",
  lane: "Lane",
  resume: "After a hold",
  enabled: "On",
  at_start: "First at once",
  exclusive: "Exclusive",
  during_hold: "During a hold",
  key_press: "A key is down for",
  min_gap: "Gap between actions",
  starvation_limit: "Longest wait in a low lane",
  lane_capacity: "Room in a lane",
  send: "Sent as",
  steps: "Steps",
  when: "When",
  confirm: "For at least",
  cooldown: "Not again for",
  tries: "Tries",
  else_keys: "Else",
  on: "Said when",
  text: "Text",
  expires: "Waits at most",
  hear: "You say",
  do: "Tells Fermata to",
  confidence: "As sure as",
  say: "Answers",
  words: "Words",
  gift: "Gifts",
  least: "Worth at least",
  per_minute: "A minute at most",
  per_person: "A minute of one viewer",
  total: "In all at most",
  "viewers.on": "Viewers may play",
  "viewer.on": "When a viewer does",
  "viewer.special": "Only for special viewers",
};

/**
 * The control for a field of a table; what is typed becomes a change of the text when the field is left.
 *
 * @param at the model, the actions, and why nothing can be changed now; empty when it can
 */
export function control(at, table, index, values, field) {
  const { value, set } = values[field.key];
  const id = ["f", table, index, field.key].filter((part) => part !== undefined).join("-");
  const change = (to) => at.actions.edit([{ ...placeOf(table, index), key: field.key, value: to }]);
  const label = LABELS[`${table}.${field.key}`] ?? LABELS[field.key] ?? field.key;
  const hint = `${id}-hint`;
  if (field.kind === "boolean") {
    return h(
      "div",
      { class: "field flag", key: id },
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          id,
          checked: value === true,
          disabled: at.why !== "",
          "aria-describedby": hint,
          onChange: (event) => change(event.target.checked),
        }),
        label,
      ),
      h("p", { class: "hint doc", id: hint }, plain(field.doc)),
    );
  }
  let inside;
  if (field.type === TEXTS) {
    // One is written as a text, several as a list.
    const one = (texts) => change(texts?.length === 1 ? texts[0] : texts);
    inside = list(at, id, undefined, set ? [value].flat() : [], one, label);
  } else if (field.type in LIST_TYPES)
    inside = list(at, id, LIST_TYPES[field.type], Array.isArray(value) ? value : [], change, label);
  else if (field.words) inside = select(at, id, field, set ? value : "", hint, change);
  else inside = text(at, id, field, set ? value : "", hint, change, KEY_TYPES[field.type]);
  return h(
    "div",
    { class: "field", key: id },
    h("label", { for: id }, label),
    inside,
    h("p", { class: "hint doc", id: hint }, plain(field.doc)),
  );
}

/** The lists of tables, by what one of them is called. */
const LISTED = { skill: "skills", say: "says", voice: "voices", viewer: "viewer_actions" };

/** A table as a change of it names it. */
function placeOf(table, index) {
  return LISTED[table] ? { table: LISTED[table], index } : { table };
}

function select(at, id, field, value, hint, change) {
  const known = value === "" || field.words.includes(value);
  return h(
    "select",
    {
      id,
      value,
      disabled: at.why !== "",
      "aria-describedby": hint,
      onChange: (event) => change(event.target.value || null),
    },
    h("option", { value: "" }, `${leftOut(field)} (default)`),
    !known && h("option", { value }, value),
    field.words.map((word) => h("option", { value: word, key: word }, word)),
  );
}

const isNumber = (field, text) =>
  (field.kind === "integer" && /^\d+$/.test(text)) || (field.kind === "number" && /^\d+(\.\d+)?$/.test(text));

function text(at, id, field, value, hint, change, keys) {
  const { model } = at;
  const capturing = model.capturing?.id === id;
  const write = (given) => {
    model.typing.delete(id);
    const to = given.trim();
    if (to !== String(value ?? ""))
      change(to === "" ? null : isNumber(field, to) ? Number(to) : to);
    else at.actions.paint();
  };
  const input = h("input", {
    id,
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: field.key === "description",
    value: model.typing.get(id) ?? value ?? "",
    placeholder: field.required ? "" : leftOut(field),
    readOnly: at.why !== "",
    class: capturing ? "capturing" : "",
    "aria-describedby": hint,
    onInput: (event) => model.typing.set(id, event.target.value),
    onChange: (event) => write(event.target.value),
  });
  return keys
    ? h(
        "div",
        { class: "with-press" },
        input,
        press(at, id, keys, (taken) => {
          model.typing.delete(id);
          change(taken);
        }),
        note(at, id),
      )
    : input;
}

/** Values in a row, each of which can go, and one more by pressing, where a kind of key is wanted, or writing it. */
export function list(at, id, kind, values, change, label) {
  const { model } = at;
  const add = (given) => {
    model.typing.delete(id);
    if (given.trim() && !(kind === KIND.key && values.includes(given.trim()))) change([...values, given.trim()]);
    else at.actions.paint();
  };
  return h(
    "div",
    { class: "keys-list" },
    values.length > 0 &&
      h(
        "ul",
        { class: "chips" },
        values.map((value, index) =>
          h(
            "li",
            { key: `${index} ${value}` },
            h("kbd", {}, String(value)),
            button(
              {
                id: `${id}-${index}-gone`,
                kind: "tiny",
                why: at.why,
                label: `Remove ${value} from ${label}`,
                title: "Remove",
                onClick: () => change(values.length === 1 ? null : values.filter((_, other) => other !== index)),
              },
              "×",
            ),
          ),
        ),
      ),
    h(
      "div",
      { class: "with-press" },
      h("input", {
        id,
        type: "text",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: false,
        placeholder: kind ? "one more key" : "one more",
        readOnly: at.why !== "",
        value: model.typing.get(id) ?? "",
        onInput: (event) => model.typing.set(id, event.target.value),
        onChange: (event) => add(event.target.value),
      }),
      kind && press(at, id, kind, add),
      note(at, id),
    ),
  );
}

/** The button that waits for a key. */
function press(at, id, kind, taken) {
  const capturing = at.model.capturing?.id === id;
  return button(
    {
      id: `${id}-press`,
      kind: capturing ? "press on" : "press",
      why: at.why,
      pressed: capturing ? "true" : "false",
      title: CANNOT,
      label: capturing ? "Press the key now; Escape cancels" : "Set by pressing a key",
      onClick: () => at.actions.capture(id, kind, taken),
    },
    capturing ? "Press it …" : "Press",
  );
}

function note(at, id) {
  const { capturing } = at.model;
  return (
    capturing?.id === id &&
    h(
      "p",
      { class: capturing.unknown ? "hint bad" : "hint", role: "status" },
      capturing.unknown
        ? `Fermata has no name for ${capturing.unknown}: press another one, or Escape.`
        : `Waiting for a key or mouse button. ${CANNOT}`,
    )
  );
}

/** What counts where the field is left out. */
function leftOut(field) {
  return plain(field.default)
    .replaceAll('"', "")
    .replace(/^that of .*/, "as for all");
}

/** What the documentation says, without its marks. */
export function plain(doc) {
  return doc
    .replace(/, see (\[[^\]]*\]\([^)]*\)|below)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("`", "");
}
