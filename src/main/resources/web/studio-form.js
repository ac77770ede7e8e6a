// The form beside the text: each change of it is a change of the text, at the place where that stands.
import { h } from "preact";
import { control, list } from "/studio-fields.js";
import { KIND } from "/studio-keys.js";
import { button, whyReadOnly } from "/studio-views.js";

/** @param model.typing what stands in fields and has not been left yet; model.capturing which field waits for a press */
export function formView(model, actions) {
  const { open } = model;
  if (!open) return h("p", { class: "empty" }, "The fields of the chosen profile are shown here.");
  const { outline } = open;
  if (!outline)
    return h(
      "p",
      { class: "empty" },
      open.problems ? "The text cannot be read that far. The first mistake is below it." : "…",
    );
  const why = whyReadOnly(open) || (model.link === "live" ? "" : "The agent does not answer");
  const at = { model, actions, outline, why };
  return [
    why && h("p", { class: "hint", id: "form-why" }, why),
    group("Profile", fieldsOf(at, "profile", ["name", "description"])),
    group("Keys that silence it", [
      h("p", { class: "hint" }, "While you keep one of these down nothing is played; when you let go, it goes on."),
      control(at, "priority", undefined, outline.priority, fieldNamed(at, "priority", "special")),
      managed(at),
    ]),
    outline.has_rotation &&
      group("Rotation", fieldsOf(at, "rotation", ["steps", "every", "lane", "at_start", "during_hold", "resume"])),
    skills(at),
    outline.says.length > 0 && more("Call-outs", outline.says.map(callOut(at))),
    outline.voices.length > 0 && more("Voice commands", outline.voices.map(voiceCommand(at))),
    outline.viewer_actions.length > 0 &&
      more("Viewers of a stream", [
        ...fieldsOf(at, "viewers", ["on", "per_minute", "total"]),
        ...outline.viewer_actions.map(viewerAction(at)),
      ]),
    more("Hotkeys", [
      ...fieldsOf(at, "hotkeys", ["master", "toggle", "panic", "one_key", "consume"]),
      commands(outline),
    ]),
    more("Timing and more", [
      ...fieldsOf(at, "priority", ["pre_delay", "on_hold", "unsuppressed"]),
      ...fieldsOf(at, "scheduler", ["resume"]),
      ...fieldsOf(at, "dispatch", ["key_press", "min_gap", "starvation_limit", "lane_capacity"]),
    ]),
  ];
}

function group(title, content) {
  return h("fieldset", { key: title }, h("legend", {}, title), content);
}

function more(title, content) {
  return h("details", { class: "more-fields", key: title }, h("summary", {}, title), content);
}

const fieldNamed = ({ outline }, table, key) => outline.fields[table].find((field) => field.key === key);

function fieldsOf(at, table, keys) {
  return keys.map((key) => control(at, table, undefined, at.outline[table], fieldNamed(at, table, key)));
}

// --- Managed keys, skills, commands ---------------------------------------------------------

/** Keys that are taken over: one table each, with what is sent in their place and when. */
function managed(at) {
  const { outline, actions } = at;
  const keys = outline.managed.map((each) => each.key);
  const change = (wanted) => {
    const now = wanted ?? [];
    const gone = keys.filter((key) => !now.includes(key)).map((key) => ({ table: tableOf(key), remove: true }));
    const made = now
      .filter((key) => !keys.includes(key))
      .map((key) => ({ table: tableOf(key), key: "send", value: key }));
    actions.edit([...gone, ...made]);
  };
  return [
    h(
      "div",
      { class: "field" },
      h("label", { for: "f-managed" }, "Taken over"),
      list(at, "f-managed", KIND.key, keys, change, "Taken over"),
      h(
        "p",
        { class: "hint doc" },
        "Kept from the game where the desktop can do that, and sent by Fermata a moment later, once.",
      ),
    ),
    outline.managed.map((each) =>
      h(
        "div",
        { class: "managed", key: each.key, role: "group", "aria-label": each.key },
        h("kbd", {}, each.key),
        ["send", "pre_delay"].map((key) =>
          control(at, tableOf(each.key), undefined, each, fieldNamed(at, "managed", key)),
        ),
      ),
    ),
  ];
}

const tableOf = (key) => `priority.managed.${key}`;

function commands(outline) {
  return (
    outline.commands.length > 0 &&
    h(
      "ul",
      { class: "commands" },
      outline.commands.map((each) =>
        h("li", { key: each.keys }, h("kbd", {}, each.keys), h("span", { class: "hint" }, each.does)),
      ),
    )
  );
}

function skills(at) {
  const { outline, actions } = at;
  return h(
    "fieldset",
    { class: "skills-form", key: "skills" },
    h("legend", {}, "Skills"),
    outline.skills.length === 0
      ? h("p", { class: "empty" }, outline.has_rotation ? "None beside the rotation." : "None yet.")
      : h(
          "ol",
          {},
          outline.skills.map((skill) => skillItem(at, skill)),
        ),
    button({ id: "skill-add", kind: "wide", why: at.why, onClick: actions.addSkill }, "Add a skill"),
  );
}

/** What is said of itself: when, and what. */
const callOut = (at) => (say) =>
  h(
    "fieldset",
    { class: "call-out", key: `say-${say.index}` },
    h("legend", {}, String(say.on.value ?? "") || `Call-out ${say.index + 1}`),
    ["enabled", "on", "text", "priority", "every", "confirm", "expires"].map((key) =>
      control(at, "say", say.index, say, fieldNamed(at, "say", key)),
    ),
  );

/** What can be said, and what is done then. */
const voiceCommand = (at) => (voice) =>
  h(
    "fieldset",
    { class: "voice-command", key: `voice-${voice.index}` },
    h("legend", {}, [voice.hear.value ?? []].flat()[0] || `Voice command ${voice.index + 1}`),
    ["enabled", "hear", "keys", "take", "do", "lane", "confidence", "cooldown", "say"].map((key) =>
      control(at, "voice", voice.index, voice, fieldNamed(at, "voice", key)),
    ),
  );

/** What viewers may have played. */
const viewerAction = (at) => (viewer) =>
  h(
    "fieldset",
    { class: "viewer-action", key: `viewer-${viewer.index}` },
    h("legend", {}, String(viewer.name.value ?? "") || `Action ${viewer.index + 1}`),
    [
      ...["enabled", "name", "on", "words", "gift", "least", "special", "keys", "take", "lane"],
      ...["per_minute", "per_person", "cooldown", "total"],
    ].map((key) => control(at, "viewer", viewer.index, viewer, fieldNamed(at, "viewer", key))),
  );

/** What waits for the screen; shown for skills that do. */
const SEEN = ["when", "confirm", "cooldown", "tries", "else_keys"];

/** When a skill is played, in a few words. */
function pace(skill) {
  if (skill.every.value) return ` every ${skill.every.value}`;
  return skill.when?.value ? ` when ${skill.when.value}` : "";
}

/** What it plays: a take, or keys. */
function played(skill) {
  return String(skill.take.value ?? skill.keys.value ?? "–");
}

function skillItem(at, skill) {
  const { model, actions, outline, why } = at;
  const { index } = skill;
  const shown = model.open.expanded === index;
  const name = String(skill.name.value ?? "") || `Skill ${index + 1}`;
  const on = skill.enabled.value !== false;
  const held = skill.mode.value === "hold";
  const last = outline.skills.length - 1;
  const seen = SEEN.some((key) => skill[key]?.set);
  const flawed = (model.open.problems ?? []).some(
    (problem) =>
      problem.line >= skill.line &&
      problem.line < (outline.skills[index + 1]?.line ?? Infinity) &&
      problem.severity === "error",
  );
  const field = (key) => control(at, "skill", index, skill, fieldNamed(at, "skill", key));
  return h(
    "li",
    { key: index, class: [on ? "" : "off", shown ? "shown" : ""].join(" ") },
    h(
      "div",
      { class: "skill-row" },
      h("button", {
        type: "button",
        class: "switch",
        role: "switch",
        id: `skill-${index}-on`,
        "aria-checked": String(on),
        "aria-label": `${name} in this profile`,
        "aria-disabled": why ? "true" : "false",
        title: why || "On or off in this profile",
        onClick: why
          ? undefined
          : () => actions.edit([{ table: "skills", index, key: "enabled", value: on ? false : null }]),
      }),
      h(
        "button",
        {
          type: "button",
          class: "skill-open",
          id: `skill-${index}`,
          "aria-expanded": String(shown),
          title: name,
          onClick: () => actions.expand(shown ? null : index),
        },
        h("span", { class: "name" }, name),
        flawed && h("span", { class: "flaw" }, "mistake"),
        h("span", { class: "what" }, h("kbd", {}, played(skill)), held ? " kept down" : pace(skill)),
      ),
    ),
    shown &&
      h(
        "div",
        { class: "skill-fields" },
        field("name"),
        (skill.keys.set || !skill.take.set) && field("keys"),
        skill.take.set && field("take"),
        !held && field("every"),
        field("lane"),
        field("mode"),
        field("during_hold"),
        seen && SEEN.filter((key) => skill[key]).map(field),
        !held && field("resume"),
        !held && h("div", { class: "flags" }, field("at_start"), field("exclusive")),
        h(
          "div",
          { class: "tools" },
          button(
            {
              id: `skill-${index}-up`,
              kind: "small",
              why: why || (index === 0 ? "It is the first" : ""),
              onClick: () => actions.moveSkill(index, index - 1),
            },
            "Up",
          ),
          button(
            {
              id: `skill-${index}-down`,
              kind: "small",
              why: why || (index === last ? "It is the last" : ""),
              onClick: () => actions.moveSkill(index, index + 1),
            },
            "Down",
          ),
          button({ id: `skill-${index}-text`, kind: "small", onClick: () => actions.goToLine(skill.line) }, "Text"),
          h("span", { class: "gap" }),
          button(
            {
              id: `skill-${index}-gone`,
              kind: "small danger",
              why,
              title: "Undo brings it back",
              onClick: () => actions.removeSkill(index),
            },
            "Remove",
          ),
        ),
      ),
  );
}
