package dev.fermata.config.imports;

import dev.fermata.config.Node;
import dev.fermata.config.imports.ImportedProfile.Ring;
import dev.fermata.config.imports.ImportedProfile.Window;
import dev.fermata.config.profile.Senses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads profiles of pyahk: JSON with {@code skills} and {@code global}. Stateless. */
final class PyahkReader {
    private static final int DAY = 86_400_000;
    /** Of so many looks a second none is too old to count when the next one comes. */
    private static final int LEAST_RATE = 5;
    private static final int MOST_RATE = 60;
    private static final int MOST_STEPS = 1_000;

    private PyahkReader() {
    }

    /** Whether it is one. */
    static boolean knows(Node top) {
        return top.isObject() && (top.get("skills").isObject() || top.get("global").isObject());
    }

    /**
     * Reads one.
     *
     * @param name what to call it
     * @param file as the description calls it
     * @param twice fields that are there twice
     * @param size of the game's window, where the user has said it
     */
    static ImportedProfile read(String name, String file, Node top, List<Node> twice, Optional<Senses.Size> size) {
        Draft draft = new Draft();
        Fields all = new Fields("", 1, top.fields(), draft.remarks, "");
        twice.forEach(each -> draft.remarks.add(new Remark("", each.key().line(), each.text(),
                "this is there twice; the later one counts")));
        Fields global = all.inner("global");
        boolean sequence = global.flag("sequence_enabled", false);
        int look = global.whole("cooldown_checker_interval", 100, 20, DAY);
        new PyahkSkills(draft, Duration.ofMillis(look), sequence).read(all.inner("skills"));
        PyahkResources.read(draft, global, sequence);
        if (sequence) {
            ring(draft, global);
        }
        PyahkKeys.read(draft, global);
        times(draft, global);
        window(draft, global);
        seeing(draft, global, look, size);
        noCounterpart(global);
        all.remarkRest();
        return draft.finish(name, "Imported from " + file + ", a profile of pyahk");
    }

    private static void ring(Draft draft, Fields global) {
        global.about("rotation");
        List<String> steps = OtherKeys.steps(global, "skill_sequence", global.text("skill_sequence", ""));
        int every = global.whole("sequence_timer_interval", 1_000, 20, DAY);
        if (steps.size() > MOST_STEPS) {
            global.remark("skill_sequence", "these are " + steps.size() + " steps; the first " + MOST_STEPS
                    + " are taken over");
            steps = steps.subList(0, MOST_STEPS);
        }
        if (steps.isEmpty()) {
            global.remark("skill_sequence", "there is no step in it that can be pressed, so the sequence is left out");
        } else {
            draft.ring = Optional.of(new Ring(steps, Duration.ofMillis(every)));
        }
        global.about("");
    }

    private static void times(Draft draft, Fields global) {
        global.about("dispatch");
        int press = global.whole("key_press_duration", 10, 1, 5_000);
        int click = global.whole("mouse_click_duration", 5, 1, 5_000);
        draft.keyPress = Optional.of(Duration.ofMillis(press));
        // It presses what waits one right after the other.
        draft.minGap = Optional.of(Duration.ZERO);
        if (click != press && global.has("mouse_click_duration")) {
            global.remark("mouse_click_duration", "clicks are " + click + " ms long there; here a click is as long as"
                    + " a press of"
                    + " a key");
        }
        global.about("");
    }

    private static void window(Draft draft, Fields global) {
        Fields fields = global.about("window").inner("window_activation");
        boolean on = fields.flag("enabled", false);
        String windowClass = Draft.line(fields.text("ahk_class", ""), 200, "");
        String exe = Draft.line(fields.text("ahk_exe", ""), 200, "");
        if (on && windowClass.isEmpty() && exe.isEmpty()) {
            fields.remark("enabled", "there is neither a class nor a program, so it is not known which window is"
                    + " meant");
        } else if (on) {
            if (!exe.isEmpty() && !windowClass.isEmpty()) {
                fields.remark("ahk_class", "either this or the program is enough there, here all would have to be"
                        + " right; left"
                        + " out: class = \"" + windowClass.replaceAll("[\"\\\\]", "'") + "\"");
            }
            fields.remark("enabled", "pyahk brings this window to the front once and then plays into any; here it"
                    + " plays while"
                    + " this window has the focus");
            draft.window = Optional.of(new Window(Optional.of(windowClass).filter(any -> exe.isEmpty()),
                    Optional.of(exe).filter(any -> !exe.isEmpty()), Optional.empty()));
        } else if (!windowClass.isEmpty() || !exe.isEmpty()) {
            fields.remark("enabled", "this is off there, so it plays into any window: " + windowClass + " " + exe);
        }
        fields.remarkRest();
        global.about("");
    }

    private static void seeing(Draft draft, Fields global, int look, Optional<Senses.Size> size) {
        if (!draft.sees()) {
            return;
        }
        int wanted = (int) Math.ceil(1_000.0 / look);
        int rate = Math.max(LEAST_RATE, Math.min(MOST_RATE, wanted));
        draft.rate = OptionalInt.of(rate);
        global.about("screen");
        if (rate != wanted) {
            global.remark("cooldown_checker_interval", "pyahk looks " + wanted + "/s, Fermata " + rate + "/s");
        }
        draft.reference = size.filter(draft::fits);
        if (draft.reference.isEmpty()) {
            global.remark("", size.isPresent() ? "some of the places are outside of " + size.get().width() + " x "
                    + size.get().height() + ", so that is not their size, and they are not scaled"
                    : "pyahk does not say how large the window was where these places are; without a 'reference' they"
                    + " are not"
                    + " scaled. 'fermata import --size 1920x1080' writes it");
        }
        global.about("");
    }

    private static void noCounterpart(Fields global) {
        Fields stationary = global.inner("stationary_mode_config");
        String stand = stationary.text("hotkey", "");
        String how = stationary.text("mode_type", "block_mouse");
        if (!stand.isEmpty()) {
            stationary.remark("hotkey", "standing still with " + stand + " (" + (how.equals("shift_modifier")
                    ? "Shift before every key" : "no mouse clicks") + ") has no counterpart yet; left out");
        }
        String move = stationary.text("force_move_hotkey", "");
        String replacement = stationary.text("force_move_replacement_key", "f");
        if (!move.isEmpty()) {
            stationary.remark("force_move_hotkey", "that every key becomes " + replacement + " while " + move
                    + " is down has no counterpart yet; left out");
        }
        stationary.remarkRest();
        if (global.flag("sound_feedback_enabled", false)) {
            global.remark("sound_feedback_enabled", "sounds belong to Fermata's settings, not to a profile: sounds ="
                    + " \"states\""
                    + " in settings.toml");
        }
        off(global, "affix_reroll", "enabled", "rerolling affixes is not imported: Fermata plays skills");
        off(global, "pathfinding_config", "hotkey", "finding paths is not imported: Fermata plays skills");
        List<String> dead = Stream.of("queue_processor_interval", "resource_check_interval", "hp_cooldown",
                "mp_cooldown", "capture_interval").filter(global::has).toList();
        if (!dead.isEmpty()) {
            global.remark("", "of no effect there either, so left out: " + String.join(", ", dead));
        }
        List<String> own = Stream.of("debug_mode", "process_history", "tesseract_ocr", "input_mode").filter(global::has)
                .toList();
        if (!own.isEmpty()) {
            global.remark("", "about pyahk itself, so left out: " + String.join(", ", own));
        }
        global.remark("", "pyahk arms with F8 and starts and pauses with Z; here these are F8 and F9, for a letter is"
                + " kept from"
                + " the game while it is a hotkey. toggle = \"z\" in [hotkeys] makes it as it was");
        global.pass("queue_processor_interval", "resource_check_interval", "hp_cooldown", "mp_cooldown",
                "capture_interval",
                "debug_mode", "process_history", "tesseract_ocr", "input_mode", "skill_sequence",
                "sequence_timer_interval");
        global.remarkRest();
    }

    /** Something that another program does besides, where it is switched on. */
    private static void off(Fields global, String name, String by, String text) {
        Fields fields = global.inner(name);
        if (by.equals("enabled") ? fields.flag(by, false) : !fields.text(by, "").isEmpty()) {
            fields.remark("", text);
        }
    }
}
