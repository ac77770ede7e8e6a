package dev.fermata.app.doctor;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The verdicts on what was measured, and their reasons. Pure. */
final class Judge {
    /**
     * A timer that is later than this once in a hundred times is noticed: the budget for a managed key is
     * 2 ms beyond its delay, and it is under a tenth of the shortest thing a profile does by default, a
     * press of 25 ms.
     */
    static final long TIMER_FINE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Usually as late as a press lasts by default: gaps and presses are not what the profile says at all. */
    static final long TIMER_BROKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    /** Sending is on the way of every managed key, so it has the same budget. */
    static final long INJECTION_FINE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** The design's limit from a key going down to the schedule standing still, for every single key. */
    static final long HOOK_FINE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** The default pre-delay: later than that, skills still play when the managed key is due. */
    static final long HOOK_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    static final String TIMER = "timer";
    static final String INJECTION = "injection";
    static final String HOOK = "hook";
    static final String SUPPRESSION = "suppression";
    static final String MANAGED_KEYS = "managed keys";
    static final String HOTKEYS = "hotkeys";

    private static final String LESS_LOAD = "close what keeps the machine busy, choose the performance power profile,"
            + " and try again in the state in which you play";
    private static final String FREE_THE_KEY = "find the program or desktop shortcut that has it (also with a modifier,"
            + " such as super+e) and take it away there, or choose another key";

    private Judge() {
    }

    static Finding timer(Timings late) {
        String seen = "a thread wakes " + Timings.millis(late.median()) + " late, 99 % of times within "
                + Timings.millis(late.p99()) + ", worst " + Timings.millis(late.worst());
        if (late.p99() < TIMER_FINE_NANOS) {
            return Finding.fine(TIMER, seen).with(late.figures());
        }
        boolean useless = late.median() >= TIMER_BROKEN_NANOS;
        return (useless ? Finding.broken(TIMER, seen, LESS_LOAD) : Finding.degraded(TIMER, seen, LESS_LOAD))
                .with(late.figures());
    }

    /** @param taken how long each press took until the desktop had confirmed it */
    static Finding injection(Key key, Timings taken) {
        String seen = key + " is confirmed after " + Timings.millis(taken.median()) + ", worst "
                + Timings.millis(taken.worst()) + " (" + taken.count() + " presses)";
        boolean fine = taken.median() < INJECTION_FINE_NANOS;
        return (fine ? Finding.fine(INJECTION, seen) : Finding.degraded(INJECTION, seen, LESS_LOAD))
                .with(taken.figures());
    }

    /**
     * @param sent how many presses were sent
     * @param heard how long after it was sent each press was heard, if it was
     */
    static Finding hook(int sent, Timings heard) {
        if (heard.isEmpty()) {
            return Finding.broken(HOOK, "not one of the keys sent here was heard: nothing would silence the schedule",
                    "end other programs that listen to all keys or lock the screen, log in again, and try again;"
                            + " on Wayland, log in to an X11 (Xorg) session");
        }
        String seen = "hears a sent key after " + Timings.millis(heard.median()) + ", worst "
                + Timings.millis(heard.worst());
        Finding finding;
        if (heard.count() < sent) {
            finding = Finding.degraded(HOOK, seen + ", but only " + heard.count() + " of " + sent,
                    "try again; if it stays so, end other programs that listen to all keys");
        } else if (heard.median() >= HOOK_LATE_NANOS) {
            finding = Finding.degraded(HOOK, seen, "X11 reports keys late while no window has the keyboard focus:"
                    + " click into a window and try again");
        } else if (heard.worst() >= HOOK_FINE_NANOS) {
            finding = Finding.degraded(HOOK, seen, LESS_LOAD);
        } else {
            finding = Finding.fine(HOOK, seen + " (" + heard.count() + " presses)");
        }
        return finding.with(heard.figures());
    }

    static Finding keyState(boolean readable) {
        return readable ? Finding.fine("key state", "can be read; a lost key-up heals itself")
                : Finding.degraded("key state", "cannot be read on this platform: a lost key-up is noticed only after"
                        + " a minute", "tap a priority key again if the schedule stays silent");
    }

    static Finding suppression(Key key, SuppressionTrial.Outcome seen) {
        if (!seen.possible()) {
            return Finding.degraded(SUPPRESSION, "this platform cannot keep managed keys from the game",
                    "read about priority.unsuppressed in docs/profiles.md, or use special keys only");
        }
        if (!seen.granted()) {
            return Finding.degraded(SUPPRESSION, "another program has grabbed " + key
                    + ", so suppression could not be tried", FREE_THE_KEY + "; only its own keys are concerned");
        }
        if (seen.keptOfOthers() < seen.others()) {
            return Finding.degraded(SUPPRESSION, "only " + seen.keptOfOthers() + " of " + seen.others() + " presses of "
                    + key + " by another program were kept back: some program has the whole keyboard, or " + key,
                    "close open menus and screen locks and try again; a game that grabs the keyboard gets managed"
                            + " keys as pressed, so run it in a window or without that grab");
        }
        if (seen.keptOfOwn() > 0) {
            return Finding.degraded(SUPPRESSION, seen.keptOfOwn() + " of " + seen.own()
                    + " presses that Fermata sent itself were kept back too",
                    "end programs that press keys for you, and try again");
        }
        return Finding.fine(SUPPRESSION, seen.keptOfOthers() + " of " + seen.others() + " presses by another program"
                + " were kept back, " + seen.own() + " of our own passed").with(seen.figures());
    }

    /**
     * @param wanted the hotkeys that profiles want kept from the game, each with the names of the profiles
     * @param refused why not, by each that cannot be
     */
    static Finding hotkeys(Map<Hotkey, ? extends Collection<String>> wanted, Map<Hotkey, String> refused) {
        if (wanted.isEmpty()) {
            return Finding.fine(HOTKEYS, "no profile keeps any from the game");
        }
        if (refused.isEmpty()) {
            return Finding.fine(HOTKEYS, "can all be kept from the game: " + wanted.keySet().stream().map(Hotkey::toString)
                    .sorted().collect(Collectors.joining(", ")));
        }
        return Finding.degraded(HOTKEYS, "work, but the game gets them too: " + refused.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + "; " + String.join(", ", wanted.get(each.getKey())) + ")")
                .sorted().collect(Collectors.joining(", ")),
                "choose other hotkeys, or " + FREE_THE_KEY);
    }

    /**
     * @param wanted the managed keys of the profiles, each with the names of the profiles
     * @param granted those the desktop let us take over
     */
    static Finding managedKeys(Map<Key, ? extends Collection<String>> wanted, Collection<Key> granted) {
        if (wanted.isEmpty()) {
            return Finding.fine(MANAGED_KEYS, "no profile has any");
        }
        Map<Key, Collection<String>> refused = new TreeMap<>(wanted);
        refused.keySet().removeAll(granted);
        if (refused.isEmpty()) {
            return Finding.fine(MANAGED_KEYS, "can all be taken over: " + wanted.keySet().stream().sorted()
                    .map(Key::toString).collect(Collectors.joining(", ")));
        }
        return Finding.degraded(MANAGED_KEYS, "taken by another program, so that the game sees your own press: "
                + refused.entrySet().stream().map(
                        each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                        .collect(Collectors.joining(", ")), FREE_THE_KEY);
    }
}
