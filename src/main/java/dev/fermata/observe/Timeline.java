package dev.fermata.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Hold;
import dev.fermata.model.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells a player what the agent did and why, a line an event, and counts for the summary. In the
 * player's words, not in those of events: whoever wants these reads them from their own formats.
 * Thread-safe. Plain ASCII, so that it looks the same everywhere; colours only where asked for.
 */
public final class Timeline implements Consumer<EventLine> {
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String GREY = "90";
    private static final String PLAIN = "0";

    private final Consumer<String> lines;
    private final boolean colours;
    @GuardedBy("this")
    private final Set<String> holders = new TreeSet<>();
    @GuardedBy("this")
    private final RunSummary summary = new RunSummary();
    @GuardedBy("this")
    private double first = -1;

    /**
     * @param lines gets each line as it is, without a line break; on the thread that tells of the event
     * @param colours whether lines may hold colours for a terminal
     */
    public Timeline(Consumer<String> lines, boolean colours) {
        this.lines = lines;
        this.colours = colours;
    }

    /** A remark between the events, e.g. what the player is about to do. */
    public synchronized void remark(String text) {
        lines.accept(paint(GREY, "         " + text));
    }

    @Override
    public synchronized void accept(EventLine event) {
        if (first < 0) {
            first = event.millis();
        }
        summary.accept(event);
        switch (event.name()) {
            case "key_down", "button_down" -> keyDown(event);
            case "priority_down" -> moreKeys(event, "you press " + event.text("key") + " as well");
            case "priority_up" -> keyUp(event);
            case "hold_added" -> holdAdded(event);
            case "hold_removed" -> holdRemoved(event);
            case "state" -> row(event, CYAN, "state", state(event));
            case "dropped", "rejected" -> row(event, GREY, "left out",
                    String.format("%-11s %s", event.text("action"), because(event.text("reason"))));
            case "skill_on", "skill_off" -> row(event, CYAN, "skill", event.text("skill") + " is "
                    + (event.name().equals("skill_on") ? "on" : "off") + "  (" + who(event.text("reason")) + ")");
            case "profile_loaded" -> row(event, CYAN, "profile", event.text("profile"));
            case "profile_refused" -> row(event, YELLOW, "!",
                    "what was saved has mistakes, the profile before it goes on: "
                            + event.text("problems").lines().findFirst().orElse(""));
            case "speech_started", "speech_resumed" -> row(event, CYAN, "says", event.text("text"));
            case "speech_interrupted" -> row(event, GREY, "says", "... falls silent  (" + event.text("reason") + ")");
            case "voice_done" -> row(event, CYAN, "voice", event.text("command"));
            case "voice_ignored" -> row(event, GREY, "voice", (event.text("command").isEmpty() ? "something else"
                    : event.text("command")) + "  (" + because(event.text("reason")) + ")");
            case "hook_lost" -> row(event, YELLOW, "!", "your keys may not be heard: " + event.text("detail"));
            case "hook_restored" -> row(event, GREEN, "!", event.text("detail"));
            case "failure" -> row(event, YELLOW, "!", event.text("message"));
            case "recovered" -> row(event, YELLOW, "!", event.text("detail"));
            case "alert_raised", "alert_cleared" -> row(event, YELLOW, "!", event.text("message"));
            default -> { }
        }
    }

    /** What was counted; to be asked when there are no more events. */
    public synchronized RunSummary counted() {
        return summary;
    }

    /** The summary, two lines. */
    public synchronized String summary() {
        RunSummary all = counted();
        return String.format(Locale.ROOT,
                "%d actions played, %d keys of yours sent, silent %d times (%.1f s);%n"
                        + "actions while silent: %d%s; keys left down: %d",
                all.played(), all.playersKeys(), all.holds(), all.silentSeconds(), all.duringHolds(),
                all.allowedDuringHolds() == 0 ? "" : " (besides " + all.allowedDuringHolds() + " of skills that may)",
                all.down().size());
    }

    @GuardedBy("this")
    private void keyDown(EventLine event) {
        String key = event.text("key");
        switch (event.text("origin")) {
            case "player" -> row(event, CYAN, "yours",
                    String.format("%-11s sent for your %s", key, event.text("action")));
            case "skill" -> row(event, PLAIN, "play", String.format("%-11s %s%s", key, event.text("action"),
                    holders.isEmpty() ? "" : "  (plays all the same, as its profile says)"));
            case "voice" -> row(event, PLAIN, "play", String.format("%-11s as you said", key));
            default -> row(event, PLAIN, "sent", String.format("%-11s for another program", key));
        }
    }

    /** The first key's row is that of the hold; these are told where there are several. */
    @GuardedBy("this")
    private void moreKeys(EventLine event, String text) {
        if (event.text("active_keys").contains("+")) {
            row(event, YELLOW, "silent", text);
        }
    }

    @GuardedBy("this")
    private void keyUp(EventLine event) {
        if (!event.text("active_keys").isEmpty()) {
            row(event, YELLOW, "silent", "you let " + event.text("key") + " go, but not " + event.text("active_keys"));
        }
    }

    @GuardedBy("this")
    private void holdAdded(EventLine event) {
        if (!event.coversPlay()) {
            return;
        }
        holders.add(event.text("holder"));
        row(event, YELLOW, "silent", switch (event.text("holder")) {
            case Hold.PRIORITY_KEYS -> "you press " + event.text("active_keys");
            case Hold.FOCUS -> "another window has the focus: nothing is sent, click on the first one to go on";
            case Hold.CHAT -> "you write in the chat";
            case Hold.LOCKED -> "the session is locked";
            default -> "paused by " + who(event.text("holder"));
        });
    }

    @GuardedBy("this")
    private void holdRemoved(EventLine event) {
        if (!holders.remove(event.text("holder"))) {
            return;
        }
        double seconds = event.fields().get("held_ms") instanceof Number held ? held.doubleValue() / 1000 : 0;
        String text = String.format(Locale.ROOT, "%s after %.2f s", switch (event.text("holder")) {
            case Hold.PRIORITY_KEYS -> "you let go";
            case Hold.FOCUS -> "the window has the focus again";
            case Hold.CHAT -> "the chat is closed";
            case Hold.LOCKED -> "the session is unlocked";
            default -> who(event.text("holder")) + " went on";
        }, seconds);
        if (holders.isEmpty()) {
            row(event, GREEN, "free", text);
        } else {
            row(event, YELLOW, "silent", text + ", but still: " + holders.stream()
                    .map(each -> switch (each) {
                        case Hold.PRIORITY_KEYS -> "your keys are down";
                        case Hold.FOCUS -> "another window has the focus";
                        case Hold.CHAT -> "the chat is open";
                        case Hold.LOCKED -> "the session is locked";
                        default -> "paused by " + who(each);
                    })
                    .collect(Collectors.joining(", ")));
        }
    }

    private static String state(EventLine event) {
        String text = switch (event.text("to")) {
            case "ready" -> "armed: waits to be started";
            case "running" -> event.text("from").equals("paused") ? "goes on" : "the skills play";
            case "paused" -> "paused";
            default -> "stopped, nothing plays any more";
        };
        return text + "  (" + who(event.text("reason")) + ")";
    }

    /** Why something was not played. */
    private static String because(String reason) {
        return switch (reason) {
            case "held" -> "not now: silence came first";
            case "lane full", "buffer full" -> "not played: too much waits already";
            case "already queued" -> "not played: it waits already";
            case "injection failed" -> "not played: the desktop did not take it";
            default -> "not played: " + reason;
        };
    }

    /** Who holds or wanted something: the player, a program by its name, or what the event says. */
    private static String who(String name) {
        return switch (name) {
            case Hold.MANUAL -> "you";
            case Hold.VOICE -> "your voice";
            case "api" -> "another program";
            default -> name.startsWith(Hold.API_PREFIX) ? name.substring(Hold.API_PREFIX.length()) : name;
        };
    }

    @GuardedBy("this")
    private void row(EventLine event, String colour, String kind, String text) {
        double seconds = (event.millis() - first) / 1000;
        lines.accept(paint(colour, String.format(Locale.ROOT, "%8.2f  %-8s %s", seconds, kind, Printable.line(text))));
    }

    private String paint(String colour, String text) {
        return colours && !colour.equals(PLAIN) ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
