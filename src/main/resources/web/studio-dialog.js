// The dialogs that ask for a profile's name.
import { h } from "preact";
import { isMeant } from "/studio-list.js";
import { button } from "/studio-views.js";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;
const TITLES = { new: "New profile", copy: "Duplicate", rename: "Rename" };
const DEEDS = { new: "Make it", copy: "Duplicate", rename: "Rename" };

/** Why a profile cannot be called that; empty when it can. */
export function whyNotName(name, profiles) {
  if (name === "") return "It needs a name";
  if (!NAME.test(name) || /[. ]$/.test(name) || name.endsWith(".toml")) {
    return "Letters, digits, spaces and . _ - only, beginning with a letter or digit, at most 63, without .toml";
  }
  const taken = profiles.some(
    (profile) => profile.source === "own" && profile.name.toLowerCase() === name.toLowerCase(),
  );
  return taken ? "You have one of this name" : "";
}

export function dialogView(model, actions) {
  const { dialog } = model;
  if (!dialog) return null;
  const why = whyNotName(dialog.name, model.profiles);
  const shown = dialog.touched || dialog.problem ? dialog.problem || why : "";
  return h(
    "dialog",
    {
      key: dialog.kind,
      "aria-labelledby": "dialog-title",
      onClose: actions.closeDialog,
      ref: (made) => {
        if (made && !made.open) made.showModal();
      },
    },
    h(
      "form",
      {
        onSubmit: (event) => {
          event.preventDefault();
          if (!why) actions.answerDialog();
          else actions.dialogIs({ touched: true });
        },
      },
      h("h2", { id: "dialog-title" }, dialog.kind === "new" ? TITLES.new : `${TITLES[dialog.kind]} ${dialog.of}`),
      h("label", { for: "dialog-name" }, "Name"),
      h("input", {
        id: "dialog-name",
        value: dialog.name,
        autocomplete: "off",
        spellcheck: false,
        autofocus: true,
        "aria-invalid": shown !== "",
        "aria-describedby": "dialog-why",
        onInput: (event) => actions.dialogIs({ name: event.target.value, touched: true, problem: "" }),
      }),
      h(
        "p",
        { id: "dialog-why", class: shown ? "hint bad" : "hint", role: "status" },
        shown || "Also the file's name, with .toml behind it.",
      ),
      dialog.kind === "new" && [
        h("label", { for: "dialog-from" }, "Begin with"),
        h(
          "select",
          {
            id: "dialog-from",
            value: dialog.from,
            onChange: (event) => actions.dialogIs({ from: event.target.value }),
          },
          h("option", { value: "" }, "one small skill"),
          model.profiles
            .filter((profile) => isMeant(profile, model.profiles))
            .map((profile) => h("option", { key: profile.path, value: profile.name }, `a copy of ${profile.name}`)),
        ),
      ],
      h(
        "div",
        { class: "tools end" },
        button({ id: "dialog-cancel", onClick: actions.closeDialog }, "Cancel"),
        h(
          "button",
          {
            type: "submit",
            id: "dialog-do",
            class: "main",
            "aria-disabled": why ? "true" : "false",
            title: why,
            "aria-describedby": "dialog-why",
          },
          DEEDS[dialog.kind],
        ),
      ),
    ),
  );
}
