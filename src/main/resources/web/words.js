// Small things that the pages have in common: words, and putting them on the screen.

export function duration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

export function element(tag, kind = "", text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/** What a profile that is in force now has changed, in the words of `fermata run`. */
export function loaded(event) {
  const changes = [["new", event.added], ["changed", event.changed], ["gone", event.removed], ["settings", event.settings]]
    .filter(([, names]) => names).map(([word, names]) => `${word}: ${names.join(", ")}`);
  return [`profile ${event.profile} in force`, ...changes, ...(event.load === "unchanged" ? ["nothing changed"] : [])].join("; ");
}
