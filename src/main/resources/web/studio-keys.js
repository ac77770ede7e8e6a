// Keys as a browser names them, in Fermata's words, and the field that is filled by pressing them.

/** KeyboardEvent.code, which names a position as Fermata does, and the key at it. */
export const KEYS = {
  ...named("Key", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => letter.toLowerCase()),
  ...named("Digit", "0123456789", (digit) => digit),
  ...named("Numpad", "0123456789", (digit) => `kp_${digit}`),
  ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`F${index + 1}`, `f${index + 1}`])),
  Escape: "escape",
  Tab: "tab",
  CapsLock: "caps_lock",
  Space: "space",
  Enter: "enter",
  Backspace: "backspace",
  Backquote: "grave",
  Minus: "minus",
  Equal: "equal",
  BracketLeft: "left_bracket",
  BracketRight: "right_bracket",
  Backslash: "backslash",
  Semicolon: "semicolon",
  Quote: "quote",
  Comma: "comma",
  Period: "period",
  Slash: "slash",
  ShiftLeft: "left_shift",
  ShiftRight: "right_shift",
  ControlLeft: "left_ctrl",
  ControlRight: "right_ctrl",
  AltLeft: "left_alt",
  AltRight: "right_alt",
  MetaLeft: "left_meta",
  MetaRight: "right_meta",
  ContextMenu: "menu",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Insert: "insert",
  Delete: "delete",
  Home: "home",
  End: "end",
  PageUp: "page_up",
  PageDown: "page_down",
  PrintScreen: "print_screen",
  ScrollLock: "scroll_lock",
  Pause: "pause",
  NumLock: "num_lock",
  NumpadDecimal: "kp_decimal",
  NumpadAdd: "kp_add",
  NumpadSubtract: "kp_subtract",
  NumpadMultiply: "kp_multiply",
  NumpadDivide: "kp_divide",
  NumpadEnter: "kp_enter",
};

/** MouseEvent.button. */
export const BUTTONS = ["mouse_left", "mouse_middle", "mouse_right", "mouse_back", "mouse_forward"];

/** The side of a modifier does not matter in a chord: the short name is what people write. */
const MODIFIERS = {
  left_shift: "shift",
  right_shift: "shift",
  left_ctrl: "ctrl",
  right_ctrl: "ctrl",
  left_alt: "alt",
  right_alt: "right_alt",
  left_meta: "meta",
  right_meta: "meta",
};

/** What can be said of a field: a key alone, a chord with modifiers, or those of a sequence with the wheel. */
export const KIND = { key: "key", hotkey: "hotkey", sequence: "sequence" };

export const CANNOT =
  "Escape cancels, so write escape yourself. What the desktop, the browser or Fermata's own hotkeys" +
  " take never arrives here: write it too.";

function named(prefix, letters, name) {
  return Object.fromEntries([...letters].map((letter) => [prefix + letter, name(letter)]));
}

/**
 * Waits for one key, chord or mouse button. The functions are told once: taken(text), or up() when it was given up; and of
 * what has no name, unknown(code), after which it goes on waiting. Returns a function that gives up.
 */
export function capture(kind, { taken, unknown, up }) {
  const down = [];
  let ended = false;
  const heard = { keydown, mousedown, wheel, blur, pointerdown };
  /** What belongs to a press that was taken is not meant for the page either. */
  const after = { keyup, mouseup: stop, click: stop, auxclick: stop, contextmenu: stop };
  listen(heard, addEventListener);
  listen(after, addEventListener);

  function listen(listeners, how) {
    for (const [name, listener] of Object.entries(listeners))
      how.call(window, name, listener, { capture: true, passive: false });
  }

  function end() {
    ended = true;
    listen(heard, removeEventListener);
    // The end of the press comes yet; the next one is the page's again.
    const over = () => {
      listen(after, removeEventListener);
      removeEventListener("pointerdown", over, true);
      removeEventListener("keydown", over, true);
    };
    addEventListener("pointerdown", over, true);
    addEventListener("keydown", over, true);
    setTimeout(over, 300);
  }

  function done(key) {
    const before = kind === KIND.key ? [] : down.filter((each) => each !== key).map((each) => MODIFIERS[each]);
    end();
    taken([...new Set(before), key].join("+"));
  }

  function giveUp() {
    if (ended) return;
    end();
    up();
  }

  function keydown(event) {
    stop(event);
    const key = KEYS[event.code];
    if (event.code === "Escape") giveUp();
    else if (!key) unknown(event.code || event.key);
    else if (event.repeat) return;
    else if (kind !== KIND.key && MODIFIERS[key]) down.push(key);
    else done(key);
  }

  /** A modifier by itself is taken when it is let go. */
  function keyup(event) {
    stop(event);
    const key = KEYS[event.code];
    if (!ended && down.includes(key)) done(key);
  }

  function mousedown(event) {
    stop(event);
    if (BUTTONS[event.button]) done(BUTTONS[event.button]);
    else unknown(`mouse button ${event.button + 1}`);
  }

  function wheel(event) {
    stop(event);
    if (kind === KIND.sequence) done(event.deltaY < 0 ? "wheel_up" : "wheel_down");
  }

  /** A finger is no mouse button. */
  function pointerdown(event) {
    if (event.pointerType === "touch") giveUp();
  }

  function blur(event) {
    if (event.target === window) giveUp();
  }

  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  return giveUp;
}
