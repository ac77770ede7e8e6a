package dev.fermata.app;

import dev.fermata.model.Hold;
import dev.fermata.observe.EventLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one stream of events as somebody who believes it line by line, and writes down each that cannot have
 * happened after those before it. Thread-safe.
 */
final class CausalOrder {
    private static final int MOST_WRONG = 10;

    private final String name;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> holders = new TreeSet<>();
    /** Whoever has nothing but speech stand still. */
    private final Set<String> speechless = new HashSet<>();
    private final Set<String> down = new HashSet<>();
    private final List<String> last = new ArrayList<>();
    private boolean asked;
    private boolean draining;
    /** It may just have come about when the hold ends, and is told then. */
    private boolean silenceToCome;
    private String state = "stopped";
    private String mark = "";
    private long holds;
    private long presses;

    CausalOrder(String name) {
        this.name = name;
    }

    void acceptJson(String line) {
        accept(EventLine.parse(line).orElseThrow(() -> new AssertionError("events are missing: " + line)));
    }

    synchronized void accept(EventLine event) {
        last.add(event.millis() + " " + event.name() + " " + event.fields());
        if (last.size() > 12) {
            last.remove(0);
        }
        switch (event.name()) {
            case "scheduler_pause_requested" -> {
                require(!asked, "a pause is asked for twice");
                asked = true;
            }
            case "scheduler_resume_requested" -> {
                require(asked, "a resume is asked for without a pause");
                asked = false;
            }
            case "hold_added" -> added(event);
            case "hold_removed" -> removed(event);
            case "silenced" -> {
                require(silenceToCome, "silence without a graceful hold");
                silenceToCome = false;
                draining = false;
            }
            case "state" -> changed(event);
            case "key_down" -> pressed(event);
            case "key_up" -> require(down.remove(event.text("key")), event.text("key") + " up without being down");
            case "profile_refused" -> mark = event.text("problem");
            case "failure" -> require(false, event.fields().toString());
            default -> { }
        }
    }

    private void added(EventLine event) {
        String holder = event.text("holder");
        boolean first = holders.isEmpty();
        require(!holders.contains(holder) && !speechless.contains(holder), holder + " holds twice");
        holds++;
        if (!event.coversPlay()) {
            speechless.add(holder);
            return;
        }
        require(!holder.equals(Hold.PRIORITY_KEYS) || asked, "a hold of priority keys that nobody asked for");
        draining = event.text("mode").equals("graceful") && (first || draining);
        silenceToCome = draining;
        holders.add(holder);
    }

    private void removed(EventLine event) {
        String holder = event.text("holder");
        require(holders.remove(holder) || speechless.remove(holder), holder + " ends what it does not hold");
        require(!holder.equals(Hold.PRIORITY_KEYS) || !asked, "priority keys let go although one is down");
        draining &= !holders.isEmpty();
    }

    private void changed(EventLine event) {
        require(event.text("from").equals(state), "it was " + state + " and not " + event.text("from"));
        state = event.text("to");
        boolean paused = holders.stream().anyMatch(each -> !each.equals(Hold.PRIORITY_KEYS));
        if (state.equals("stopped")) {
            draining = false;
        }
        require(!state.equals("paused") || paused, "paused although nobody pauses");
        require(!state.equals("running") || !paused, "running although somebody pauses: " + holders);
    }

    private void pressed(EventLine event) {
        down.add(event.text("key"));
        if (!event.text("origin").equals("skill")) {
            return;
        }
        presses++;
        boolean runs = event.text("during_hold").equals("run") && holders.stream().allMatch(Hold::letsRun);
        require(holders.isEmpty() || draining || runs, event.text("action") + " pressed during holds of " + holders);
        require(state.equals("running") || draining || state.equals("paused"), "pressed while " + state);
    }

    private void require(boolean right, String otherwise) {
        if (!right && wrong.size() < MOST_WRONG) {
            wrong.add(otherwise + " at the end of\n  " + String.join("\n  ", last) + "\n");
        }
    }

    /** What cannot have happened so. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized boolean isMarked(String by) {
        return mark.equals(by);
    }

    synchronized long holds() {
        return holds;
    }

    synchronized long presses() {
        return presses;
    }

    @Override
    public synchronized String toString() {
        return name + " with " + holds + " holds and " + presses + " presses";
    }
}
