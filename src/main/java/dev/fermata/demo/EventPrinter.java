package dev.fermata.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.RunSummary;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Prints what the agent did and why, a line an event, and counts for the summary. Thread-safe. Plain
 * ASCII, so that it looks the same everywhere; colours only on a terminal.
 */
final class EventPrinter implements Consumer<EventLine> {
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String GREY = "90";

    private final PrintStream out;
    private final boolean colours;
    @GuardedBy("this")
    private final Set<String> holders = new TreeSet<>();
    @GuardedBy("this")
    private final RunSummary summary;
    /** What to say about the priority keys' hold, whose end follows the request to resume. */
    @GuardedBy("this")
    private String released = "";
    @GuardedBy("this")
    private double first = -1;

    EventPrinter(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
        this.summary = new RunSummary();
    }

    /** A remark between the events, e.g. what the player is about to do. */
    synchronized void remark(String text) {
        out.println(paint(GREY, "         " + text));
        out.flush();
    }

    @Override
    public synchronized void accept(EventLine event) {
        if (first < 0) {
            first = event.millis();
        }
        summary.accept(event);
        switch (event.name()) {
            case "key_down", "button_down" -> keyDown(event);
            case "hold_added" -> holdAdded(event);
            case "hold_removed" -> holdRemoved(event);
            case "scheduler_pause_requested" ->
                    row(event, YELLOW, "hold", "you press " + event.text("active_keys") + "  (" + event.name() + ")");
            case "scheduler_resume_requested" -> released = "  (" + event.name() + ")";
            case "state" -> row(event, CYAN, "state",
                    event.text("from") + " -> " + event.text("to") + "  (" + event.text("reason") + ")");
            case "dropped", "rejected" -> row(event, GREY, event.name(),
                    event.text("action") + ": " + event.text("reason"));
            case "failure", "profile_refused", "hook_lost" -> row(event, YELLOW, "!",
                    event.name() + " " + event.fields());
            default -> { }
        }
    }

    /** What was counted; to be asked when there are no more events. */
    synchronized RunSummary counted() {
        return summary;
    }

    /** The summary, two lines. */
    synchronized String summary() {
        RunSummary all = counted();
        return String.format(Locale.ROOT,
                "%d actions played, %d keys of yours sent, %d holds (%.1f s of silence);%n"
                        + "actions during holds: %d%s; keys left down: %d",
                all.played(), all.playersKeys(), all.holds(), all.silentSeconds(), all.duringHolds(),
                all.allowedDuringHolds() == 0 ? "" : " (besides " + all.allowedDuringHolds() + " of skills that may)",
                all.down().size());
    }

    @GuardedBy("this")
    private void keyDown(EventLine event) {
        String key = event.text("key");
        if (event.text("origin").equals("player")) {
            row(event, CYAN, "yours", String.format("%-11s sent for your %s", key, event.text("action")));
            return;
        }
        boolean silent = event.text("origin").equals("skill") && !holders.isEmpty();
        row(event, "0", "play", String.format("%-11s %s%s", key, event.text("action"),
                silent ? "  (plays during holds)" : ""));
    }

    @GuardedBy("this")
    private void holdAdded(EventLine event) {
        if (event.coversPlay()) {
            holders.add(event.text("holder"));
        }
        if (!event.text("holder").equals("priority-keys")) {
            row(event, YELLOW, "hold", event.text("holder"));
        }
    }

    @GuardedBy("this")
    private void holdRemoved(EventLine event) {
        holders.remove(event.text("holder"));
        double seconds = event.fields().get("held_ms") instanceof Number held ? held.doubleValue() / 1000 : 0;
        boolean yours = event.text("holder").equals("priority-keys") && !released.isEmpty();
        row(event, GREEN, "free", String.format(Locale.ROOT, "%s after %.2f s%s",
                yours ? "you let go" : event.text("holder"), seconds, yours ? released : ""));
        if (!holders.isEmpty()) {
            row(event, YELLOW, "hold", "still held by " + String.join(", ", holders));
        }
        released = "";
    }

    @GuardedBy("this")
    private void row(EventLine event, String colour, String kind, String text) {
        double seconds = (event.millis() - first) / 1000;
        out.println(paint(colour, String.format(Locale.ROOT, "%8.2f  %-8s %s", seconds, kind, text)));
        out.flush();
    }

    private String paint(String colour, String text) {
        return colours && !colour.equals("0") ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
