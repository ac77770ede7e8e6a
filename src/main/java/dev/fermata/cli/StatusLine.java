package dev.fermata.cli;

import dev.fermata.app.Core;
import dev.fermata.event.Event;
import dev.fermata.input.LaneStats;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows what the agent does: on a terminal one line that is written over, elsewhere a line whenever
 * the state or a hold changes. Called by the {@code events} thread and, on a terminal, stepped by
 * one of its own.
 */
final class StatusLine implements Consumer<Event>, Stepped {
    private static final long REFRESH_NANOS = 200_000_000L;
    private static final String ERASE = "\r\033[K";

    private final Core core;
    private final Clock clock;
    private final PrintStream out;
    private final boolean terminal;
    private String shown = "";

    StatusLine(Core core, Clock clock, PrintStream out, boolean terminal) {
        this.core = core;
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(Event event) {
        boolean notice = event instanceof Event.Failure || event instanceof Event.ProfileRefused
                || event instanceof Event.HookChanged || event instanceof Event.ProfileLoaded;
        boolean change = event instanceof Event.StateChanged || event instanceof Event.HoldAdded
                || event instanceof Event.HoldRemoved;
        if (notice) {
            line(words(event));
        }
        if (terminal && (notice || change)) {
            show(line());
        } else if (change) {
            out.println(line());
        }
    }

    @Override
    public synchronized long step(long nowNanos) {
        if (!terminal) {
            return Clock.NEVER;
        }
        show(line());
        return nowNanos + REFRESH_NANOS;
    }

    /** Leaves the last line standing. */
    synchronized void end() {
        if (terminal && !shown.isEmpty()) {
            out.println();
        }
        out.flush();
    }

    private void show(String line) {
        if (!line.equals(shown)) {
            out.print(ERASE + line);
            out.flush();
            shown = line;
        }
    }

    private void line(String text) {
        out.println(terminal ? ERASE + text : text);
        shown = "";
    }

    private String line() {
        String state = core.control().state().name();
        String holds = core.skills().holds().stream().map(this::words).collect(Collectors.joining(", "));
        String lanes = core.lanes().stream()
                .filter(lane -> lane.depth() > 0)
                .map(lane -> lane.lane().id() + " " + lane.depth())
                .collect(Collectors.joining(" "));
        long played = core.lanes().stream().mapToLong(LaneStats::played).sum();
        long lost = core.lanes().stream().mapToLong(lane -> lane.dropped() + lane.rejected() + lane.failed()).sum();
        return state + (holds.isEmpty() ? "" : "  held by " + holds) + "  |  played " + played
                + (lost == 0 ? "" : "  not played " + lost) + "  |  queued " + (lanes.isEmpty() ? "0" : lanes);
    }

    private String words(Hold hold) {
        String keys = hold.activeKeys().stream().map(Key::id).collect(Collectors.joining("+"));
        double seconds = (clock.nanos() - hold.sinceNanos()) / 1e9;
        return hold.holder() + (keys.isEmpty() ? "" : " (" + keys + ")")
                + (terminal ? String.format(Locale.ROOT, " %.1f s", seconds) : "");
    }

    private static String words(Event event) {
        if (event instanceof Event.Failure failure) {
            return "! " + failure.part() + ": " + failure.message();
        } else if (event instanceof Event.ProfileRefused refused) {
            return "! the profile was not reloaded, the one before stays in force:\n" + refused.problems();
        } else if (event instanceof Event.HookChanged hook) {
            return "! " + hook.name() + ": " + hook.detail();
        } else if (event instanceof Event.ProfileLoaded loaded) {
            return "profile " + loaded.profile() + " is in force";
        }
        return event.name();
    }
}
