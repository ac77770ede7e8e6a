package dev.fermata.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.app.Core;
import dev.fermata.app.Session;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.model.ViewersStatus;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows what the agent does: how it stands, whenever the state or a hold changes and on a terminal
 * all the time; and what it has to say. Called by the {@code events} thread and, on a terminal,
 * stepped by one of its own.
 */
final class StatusLine implements Consumer<Event>, Stepped {
    private static final long REFRESH_NANOS = 200_000_000L;
    private static final int MOST_HOLDS = 3;
    private static final int MOST_KEYS = 4;
    private static final int LONGEST_HOLDER = 24;

    private final Screen screen;
    private final Printer printer;
    /** What is shown; before {@link #begin} only what the agent has to say. */
    @GuardedBy("this")
    private Core core;
    @GuardedBy("this")
    private Clock clock;
    @GuardedBy("this")
    private long began;
    /** What the agent has to do without all the time. */
    @GuardedBy("this")
    private String lack = "";
    /** What viewers may have played; empty where they may not. */
    @GuardedBy("this")
    private Supplier<Optional<ViewersStatus>> viewers = Optional::empty;
    /** Actions, without the keys that were sent for the player: as the summary counts them. */
    @GuardedBy("this")
    private long played;

    /** @param printer what the screen writes by */
    StatusLine(Screen screen, Printer printer) {
        this.screen = screen;
        this.printer = printer;
    }

    /** The agent has started, as the screen says already. */
    synchronized void begin(Session session) {
        core = session.agent().core();
        clock = session.agent().clock();
        lack = session.lacksApi() ? "  |  no API: see --port" : "";
        viewers = session::viewers;
        began = clock.nanos();
        screen.status(line());
    }

    @Override
    public synchronized void accept(Event event) {
        String notice = notice(event);
        if (!notice.isEmpty()) {
            screen.line(notice);
        }
        if (event instanceof Event.ActionPlayed action && action.origin() != Origin.PLAYER) {
            played++;
        }
        boolean change = event instanceof Event.StateChanged || event instanceof Event.HoldAdded
                || event instanceof Event.HoldRemoved;
        if (change && core != null) {
            screen.status(line());
        }
    }

    @Override
    public synchronized long step(long nowNanos) {
        // Each replaces the one before; a terminal that stands still gets the newest when it goes on.
        if (!printer.isBehind()) {
            screen.status(line());
        }
        return nowNanos + REFRESH_NANOS;
    }

    /** Shows the final figures; the agent has ended. */
    synchronized void end() {
        screen.status(line());
        screen.end();
    }

    @GuardedBy("this")
    private String line() {
        String state = core.control().state().name();
        List<Hold> all = core.ledger().holds();
        long now = clock.nanos();
        String holds = holds(all, hold -> age(hold, now));
        String lanes = core.lanes().stream()
                .filter(lane -> lane.depth() > 0)
                .map(lane -> lane.lane().id() + " " + lane.depth())
                .collect(Collectors.joining(" "));
        long lost = core.lanes().stream().mapToLong(lane -> lane.dropped() + lane.rejected() + lane.failed()).sum();
        return state + (holds.isEmpty() ? "" : "  held by " + holds) + "  |  played " + played
                + (lost == 0 ? "" : "  not played " + lost) + "  |  queued " + (lanes.isEmpty() ? "0" : lanes)
                + viewers.get().filter(ViewersStatus::mayPlay).map(StatusLine::told).orElse("") + lack;
    }

    private static String told(ViewersStatus viewers) {
        return "  |  viewers play: " + viewers.played() + " of " + viewers.total();
    }

    /**
     * Holds in words: short, however many there are and whatever they are called.
     *
     * @param age how long one has been on, in words to follow its name
     */
    static String holds(List<Hold> all, Function<Hold, String> age) {
        String first = all.stream().limit(MOST_HOLDS).map(hold -> words(hold) + age.apply(hold))
                .collect(Collectors.joining(", "));
        return all.size() <= MOST_HOLDS ? first : first + " and " + (all.size() - MOST_HOLDS) + " more";
    }

    private static String words(Hold hold) {
        List<Key> active = hold.activeKeys();
        String keys = active.stream().limit(MOST_KEYS).map(Key::id).collect(Collectors.joining("+"))
                + (active.size() > MOST_KEYS ? "+" + (active.size() - MOST_KEYS) + " more" : "");
        String holder = hold.holder().length() <= LONGEST_HOLDER ? hold.holder()
                : hold.holder().substring(0, LONGEST_HOLDER) + "...";
        return holder + (keys.isEmpty() ? "" : " (" + keys + ")");
    }

    private String age(Hold hold, long nowNanos) {
        double seconds = (nowNanos - hold.sinceNanos()) / 1e9;
        return screen.isTerminal() ? String.format(Locale.ROOT, " %.1f s", seconds) : "";
    }

    /** What differs, in one line; "nothing changed" is worth a word too, for somebody has just saved. */
    private static String told(ProfileChanges changes) {
        List<String> parts = new ArrayList<>();
        tell(parts, "new", changes.added());
        tell(parts, "changed", changes.changed());
        tell(parts, "gone", changes.removed());
        tell(parts, "settings", changes.settings());
        return parts.isEmpty() ? "; nothing changed" : "; " + String.join("; ", parts);
    }

    private static void tell(List<String> parts, String what, List<String> skills) {
        if (!skills.isEmpty()) {
            parts.add(what + ": " + String.join(", ", skills));
        }
    }

    /** What has to be said about the event; empty for nothing. */
    @GuardedBy("this")
    private String notice(Event event) {
        if (event instanceof Event.Failure failure) {
            return "! " + failure.part() + ": " + failure.message();
        } else if (event instanceof Event.ProfileRefused refused) {
            return "! the profile was not reloaded, the one before stays in force:" + System.lineSeparator()
                    + refused.problems();
        } else if (event instanceof Event.HookChanged hook) {
            return "! " + hook.name().replace('_', ' ') + ": " + hook.detail();
        } else if (event instanceof Event.ProfileLoaded loaded && core != null && loaded.atNanos() > began) {
            return "profile '" + loaded.profile() + "' is in force"
                    + loaded.changes().map(StatusLine::told).orElse("");
        } else if (event instanceof Event.Advice advice) {
            return advice.message();
        } else if (event instanceof Event.Recording recording) {
            return recording.begins() ? "recording " + recording.what() + " for " + recording.by()
                    : "recorded " + recording.strokes() + " strokes for " + recording.by() + ": " + recording.reason();
        } else if (event instanceof Event.SkillTurned turned) {
            return "skill '" + turned.skill() + "' is " + (turned.isOn() ? "on" : "off") + " (" + turned.by() + ")";
        }
        return "";
    }
}
