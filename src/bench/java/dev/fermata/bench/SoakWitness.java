package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.TargetWindow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Checks the guarantees while the soak runs, from what the agent says, what the game's window gets and
 * what the player's hands do. Knows the demo profile, and nothing of the agent's code. Thread-safe.
 *
 * <p>Hands and window are compared with a tolerance of {@link #SETTLE_NANOS}, the way through two X
 * servers on a busy machine; the agent's own order of events is compared exactly.
 */
final class SoakWitness {
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double PRE_DELAY_MILLIS = 50;
    /** What a loaded machine may add to a managed key's delay; the promise itself is measured by "managed". */
    private static final double MOST_LATE_MILLIS = 250;
    private static final int MOST_BREACHES = 5;
    private static final int RECENT = 16;
    private static final Set<String> PRIORITY = Set.of("space", "mouse_right", "e");
    private static final Set<String> THROUGH_HOLDS = Set.of("Potion");
    private static final Set<Key> SILENT_KEYS = EnumSet.of(Key.Q, Key.R, Key.T, Key.F);
    private static final Set<Key> HANDS = EnumSet.of(Key.SPACE, Key.MOUSE_RIGHT, Key.E);

    private final List<String> breaches = new ArrayList<>();
    /** The newest events, to see what led to a breach. */
    private final Deque<String> recent = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();
    // From the agent's events
    private final Set<String> holders = new HashSet<>();
    private final Map<String, Integer> down = new HashMap<>();
    private boolean requested;
    /** Actions that are not the player's own keys. */
    private int played;
    /** Skills' presses told during a hold, to be judged at its end. */
    private final List<EventLine> suspects = new ArrayList<>();
    /** When the first of the holds that are on was added. */
    private double silentSince;
    /** When the managed key went down, for each press that may still be sent: several within a pre-delay. */
    private final Deque<Double> managedDowns = new ArrayDeque<>();
    private double latestManaged;
    private final SoakRhythm rhythm = new SoakRhythm();
    /** Skills that have pressed something and neither played to the end nor been given up. */
    private final Set<String> begun = new HashSet<>();
    // From the player's hands and the window
    private final Map<Key, Long> downSince = new EnumMap<>(Key.class);

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    String summary() {
        return count("key_down") + " keys sent, " + count("hold_added") + " holds, " + count("state")
                + " changes of state, "
                + count("profile_loaded") + " profiles, " + count("profile_refused") + " refused, " + count("dropped")
                + " dropped, " + count("rejected") + " rejected, managed keys at most "
                + Figures.number(latestManaged) + " ms late";
    }

    /** The player or another program has a key down from now on; to be told before it goes down. */
    synchronized void playerDown(Key key) {
        if (HANDS.contains(key)) {
            downSince.put(key, System.nanoTime());
        }
    }

    /** The key goes up; to be told before, for a skill may play within the same millisecond. */
    synchronized void playerUp(Key key) {
        downSince.remove(key);
    }

    /** G1 and G3 at the receiving end: nothing of a silenced skill while a priority key is down. */
    synchronized void window(TargetWindow.Event event) {
        if (!event.down() || !SILENT_KEYS.contains(event.key())) {
            return;
        }
        for (Map.Entry<Key, Long> held : downSince.entrySet()) {
            if (event.receivedNanos() - held.getValue() > SETTLE_NANOS) {
                breach("G1: the window got " + event + " "
                        + (event.receivedNanos() - held.getValue()) / 1_000_000 + " ms after " + held.getKey()
                        + " went down");
            }
        }
    }

    /** Takes one event of the agent's. */
    synchronized void event(EventLine event) {
        counts.merge(event.name(), 1, Integer::sum);
        if (recent.size() == RECENT) {
            recent.removeFirst();
        }
        recent.add(event.millis() + " " + event.name() + " " + event.fields());
        switch (event.name()) {
            case "scheduler_pause_requested" -> {
                require(!requested, "G3: paused twice", event);
                requested = true;
            }
            case "scheduler_resume_requested" -> {
                require(requested, "G3: resumed without a pause", event);
                requested = false;
            }
            case "hold_added" -> {
                silentSince = holders.isEmpty() ? event.millis() : silentSince;
                rhythm.held(true, event.millis());
                require(holders.add(event.text("holder")), "G5: a holder holds twice", event);
            }
            case "hold_removed" -> {
                require(holders.remove(event.text("holder")), "G5: a hold ended that was not on", event);
                require(!event.text("reason").startsWith("priority_key")
                        || event.text("holder").equals("priority-keys"),
                        "G5: a key ended another's hold", event);
                if (holders.isEmpty()) {
                    judge(event.millis());
                    rhythm.held(false, event.millis());
                }
            }
            case "priority_down" -> {
                require(PRIORITY.contains(event.text("key")), "G8: told of a key that is nobody's business", event);
                if (event.text("key").equals("e")) {
                    managedDowns.add(event.millis());
                }
            }
            case "key_down", "button_down" -> pressed(event);
            case "key_up", "button_up" -> down.put(event.text("key"), 0);
            case "state", "profile_loaded" -> rhythm.reset();
            case "played" -> {
                played += event.text("origin").equals("player") ? 0 : 1;
                begun.remove(event.text("action"));
                String wrong = rhythm.played(event);
                require(wrong.isEmpty(), "G6: " + wrong, event);
            }
            case "dropped" -> {
                begun.remove(event.text("action"));
                rhythm.dropped(event);
                require(!event.text("origin").equals("player"), "G2: the player's key was dropped", event);
            }
            case "rejected" ->
                require(!event.text("origin").equals("player"), "G2: the player's key was refused", event);
            case "failure" -> require(event.text("part").equals("suppression"), "a part failed", event);
            default -> { }
        }
    }

    /**
     * G1: presses and holds are told by two threads, so a press from before or after a hold may be told
     * during it. Its time says which.
     */
    private void judge(double holdEnd) {
        for (EventLine press : suspects) {
            require(press.millis() <= silentSince || press.millis() >= holdEnd, "G1: a skill pressed during a hold",
                    press);
        }
        suspects.clear();
    }

    private void pressed(EventLine event) {
        down.merge(event.text("key"), 1, Integer::sum);
        boolean skill = event.text("origin").equals("skill");
        if (skill && !holders.isEmpty() && !THROUGH_HOLDS.contains(event.text("action"))) {
            suspects.add(event);
        }
        if (skill) {
            begun.add(event.text("action"));
        }
        if (event.text("origin").equals("player")) {
            // While the agent is paused or stopped the game gets the key itself.
            managedDowns.removeIf(down -> event.millis() - down > PRE_DELAY_MILLIS + MOST_LATE_MILLIS);
            Double managedDown = managedDowns.poll();
            require(managedDown != null, "G2: sent without a press", event);
            double late = managedDown == null ? 0 : event.millis() - managedDown - PRE_DELAY_MILLIS;
            require(late >= 0, "G2: sent before its delay", event);
            latestManaged = Math.max(latestManaged, late);
        }
    }

    /**
     * The agent has ended: nothing may be down, and nothing unaccounted for.
     *
     * @param farewell what it said last, which counts what it did
     */
    synchronized void end(Set<Key> stillDown, int exitCode, String farewell) {
        judge(Double.MAX_VALUE);
        require(begun.isEmpty(), "G7: begun and never told of again", begun);
        require(farewell.contains("played " + played + " actions"), "G7: it counts other plays than it told of, "
                + played, farewell.lines().reduce("", (before, line) -> line));
        require(played > 0 && count("hold_added") > 0, "nothing was tried", counts);
        down.forEach((key, owners) -> require(owners == 0, "G4: left down", key));
        require(stillDown.isEmpty(), "G4: left down on the desktop", stillDown);
        require(exitCode == 0, "the agent ended with status", exitCode);
    }

    private void require(boolean kept, String what, Object detail) {
        if (!kept) {
            breach(what + ": " + detail);
        }
    }

    private void breach(String what) {
        if (breaches.isEmpty()) {
            breaches.add("after these events:\n  " + String.join("\n  ", recent) + "\n");
        }
        if (breaches.size() < MOST_BREACHES) {
            breaches.add(what);
        }
    }

    private synchronized int count(String event) {
        return counts.getOrDefault(event, 0);
    }
}
