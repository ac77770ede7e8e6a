// The list of the profiles, and what has been deleted.
import { h } from "preact";
import { button, plural } from "/studio-views.js";

export function profilesView(model, documents, actions) {
  const away = model.link === "live" ? "" : "The agent does not answer";
  const own = model.profiles.filter((profile) => profile.source === "own");
  const others = model.profiles.filter((profile) => profile.source !== "own");
  return [
    button({ id: "new", kind: "main", why: away, onClick: () => actions.ask("new") }, "New profile"),
    h("h3", {}, "Yours"),
    own.length === 0
      ? h(
          "p",
          { class: "empty" },
          model.listed ? "None yet. Begin with New profile, or duplicate one of those below." : "…",
        )
      : h(
          "ul",
          { class: "list" },
          own.map((profile) => item(profile, model, documents, actions)),
        ),
    others.length > 0 && h("h3", {}, "Come with Fermata"),
    others.length > 0 &&
      h(
        "ul",
        { class: "list" },
        others.map((profile) => item(profile, model, documents, actions)),
      ),
    model.trash.length > 0 &&
      h(
        "details",
        { class: "trash" },
        h("summary", {}, `Trash (${model.trash.length})`),
        h(
          "ul",
          {},
          model.trash.map((each) =>
            h(
              "li",
              { key: each.id },
              h("span", { class: "name", title: `deleted ${new Date(each.deleted).toLocaleString()}` }, each.name),
              button(
                {
                  id: `restore-${each.id}`,
                  kind: "small",
                  label: `Restore ${each.name}`,
                  why: away,
                  onClick: () => actions.restore(each),
                },
                "Restore",
              ),
            ),
          ),
        ),
      ),
    model.folder && h("p", { class: "folder", title: model.folder }, "In ", h("code", {}, model.folder)),
  ];
}

/** What a name means here: the user's own profile, else the one that came with Fermata. */
export function isMeant(profile, profiles) {
  return profile.source === "own" || !profiles.some((other) => other.source === "own" && other.name === profile.name);
}

function item(profile, model, documents, actions) {
  const meant = isMeant(profile, model.profiles);
  const why = meant ? "" : "You have one of the same name, which is worked on here";
  const open = meant && model.open?.name === profile.name;
  const marks = [];
  if (profile.playing) marks.push(h("span", { class: "mark-text playing" }, "plays now"));
  if (meant && documents.get(profile.name)?.dirty) marks.push(h("span", { class: "mark-text unsaved" }, "not saved"));
  if (profile.errors > 0) marks.push(h("span", { class: "mark-text bad" }, plural(profile.errors, "mistake")));
  if (profile.shadowed_by)
    marks.push(h("span", { class: "mark-text", title: profile.shadowed_by }, "hidden by the other"));
  return h(
    "li",
    { key: profile.path },
    h(
      "button",
      {
        type: "button",
        class: "pick",
        "aria-current": open ? "true" : undefined,
        "aria-disabled": why ? "true" : undefined,
        title: why || profile.path,
        onClick: why ? undefined : () => actions.open(profile),
      },
      h("span", { class: "name" }, profile.name),
      profile.title && profile.title !== profile.name && h("span", { class: "title" }, profile.title),
      marks.length > 0 && h("span", { class: "marks" }, marks),
    ),
  );
}
