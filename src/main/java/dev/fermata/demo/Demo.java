package dev.fermata.demo;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Skill;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.Timeline;
import dev.fermata.platform.OwnWindow;
import dev.fermata.platform.Platform;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.simulate.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Shows the main job in about fifteen seconds: a profile with several skills, a player who presses,
 * presses and releases priority keys, and what the agent makes of it.
 */
public final class Demo {
    /** Where the demonstration takes place. */
    public enum Place {
        /** A window of its own on the user's desktop; the user is the player. */
        DESKTOP,
        /** A private virtual desktop with a target window; a program is the player. */
        VIRTUAL,
        /** No desktop at all: the core on virtual time. */
        SIMULATED
    }

    private static final String TITLE = "Fermata demo";
    private static final Duration READY = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Profile profile;
    private final Platform windows;
    private final PrintStream out;
    private final Timeline timeline;
    /** The exit code of an agent that did not start. */
    private int agentsCode;

    /**
     * @param windows opens the window for a demonstration on the user's desktop
     * @param colours whether the timeline may use terminal colours
     */
    public Demo(Profile profile, Platform windows, PrintStream out, boolean colours) {
        this.windows = windows;
        this.profile = profile;
        this.out = out;
        this.timeline = new Timeline(line -> {
            out.println(line);
            out.flush();
        }, colours);
    }

    /** What the player does: at which moment, which key, and why. */
    private record Move(long atMillis, boolean down, Key key, String remark) {
    }

    private static final List<Move> MOVES = List.of(
            new Move(2_500, true, Key.SPACE, "the player dodges: space is down for 2 s"),
            new Move(4_500, false, Key.SPACE, ""),
            new Move(6_000, true, Key.MOUSE_RIGHT, "moves with the right mouse button, then space as well"),
            new Move(6_500, true, Key.SPACE, ""),
            new Move(7_000, false, Key.MOUSE_RIGHT, "one of the two let go: still silent"),
            new Move(7_600, false, Key.SPACE, ""),
            new Move(8_800, true, Key.E, "taps the managed key e: sent after its pre-delay"),
            new Move(8_820, false, Key.E, ""),
            new Move(9_600, true, Key.E, "and keeps it down"),
            new Move(10_200, false, Key.E, ""),
            new Move(11_200, true, Key.F9, "pauses by hand (f9); space does not undo that"),
            new Move(11_250, false, Key.F9, ""),
            new Move(11_600, true, Key.SPACE, ""),
            new Move(11_900, false, Key.SPACE, ""),
            new Move(12_500, true, Key.F9, "goes on (f9)"),
            new Move(12_550, false, Key.F9, ""));
    private static final long END_MILLIS = 14_000;

    /** The best place this machine has. */
    public static Place bestPlace(boolean hasDesktop) {
        if (hasDesktop) {
            return Place.DESKTOP;
        }
        return VirtualDesktop.missingPrograms().isEmpty() ? Place.VIRTUAL : Place.SIMULATED;
    }

    /**
     * Runs it to its end.
     *
     * @throws dev.fermata.platform.DesktopException when a window of its own on the user's desktop cannot be had
     * @return the exit code: 0 when nothing played during holds and nothing was left down; that of an
     *         agent that did not start; else 1
     */
    public int run(Place place) throws InterruptedException {
        boolean well = switch (place) {
            case DESKTOP -> onDesktop();
            case VIRTUAL -> onVirtualDesktop();
            case SIMULATED -> simulated();
        };
        return well ? 0 : Math.max(1, agentsCode);
    }

    private boolean simulated() {
        List<String> missing = VirtualDesktop.missingPrograms();
        if (!missing.isEmpty()) {
            out.println("A virtual one would need these programs:");
            out.println("  " + String.join(", ", missing));
        }
        out.println("SIMULATED: the same core on virtual time, nothing is really sent.");
        StringBuilder script = new StringBuilder();
        long at = 0;
        for (Move move : MOVES) {
            script.append(" t:").append(move.atMillis() - at)
                    .append(move.down() ? " d:" : " u:").append(move.key().id());
            at = move.atMillis();
        }
        script.append(" t:").append(END_MILLIS - at);
        script.append(" stop t:200");
        Simulation simulation = new Simulation(profile, "demo", script.toString(),
                name -> profile, event -> timeline.accept(EventLine.of(event)));
        simulation.run();
        out.println();
        out.println(timeline.summary());
        return timeline.counted().duringHolds() == 0 && timeline.counted().down().isEmpty();
    }

    private boolean onVirtualDesktop() throws InterruptedException {
        out.println("VIRTUAL DESKTOP: starting a private one (Xvfb, Xephyr) with a target window (xev) ...");
        try (VirtualDesktop desktop = new VirtualDesktop();
                AgentProcess agent = start(Map.of("DISPLAY", desktop.display()))) {
            if (!isRunning(agent)) {
                return false;
            }
            WindowWitness witness = new WindowWitness(profile, desktop.target());
            long start = System.nanoTime();
            for (Move move : MOVES) {
                sleepUntil(start, move.atMillis());
                if (!move.remark().isEmpty()) {
                    timeline.remark(move.remark());
                }
                if (move.down()) {
                    desktop.down(move.key());
                    witness.playerDown(move.key());
                } else {
                    witness.playerUp(move.key());
                    desktop.up(move.key());
                }
            }
            sleepUntil(start, END_MILLIS);
            agent.terminate();
            agent.awaitExit(STOP.toMillis());
            Set<Key> stuck = desktop.keysDown();
            out.println();
            out.println(timeline.summary());
            out.println("The target window saw " + witness.presses() + " presses, " + witness.duringHolds()
                    + " of skills while a priority key was down; the server says "
                    + (stuck.isEmpty() ? "no key is" : stuck + " is still") + " down.");
            return timeline.counted().duringHolds() == 0 && timeline.counted().down().isEmpty()
                    && witness.duringHolds() == 0 && stuck.isEmpty();
        }
    }

    private boolean onDesktop() throws InterruptedException {
        AtomicInteger presses = new AtomicInteger();
        try (OwnWindow window = windows.window(TITLE, (key, down) -> presses.addAndGet(down ? 1 : 0))) {
            out.println("YOUR DESKTOP: Fermata plays here for half a minute, and you are the player.");
            out.println("It sends " + skillKeys() + " to a window of its own, while that has the focus.");
            out.println("(Ctrl-C ends; 'fermata demo --place virtual' leaves your desktop alone.)");
            return withFile(withoutKeptKeys(), file -> inWindow(file, window, presses));
        }
    }

    private boolean inWindow(Path file, OwnWindow window, AtomicInteger presses) throws InterruptedException {
        try (AgentProcess agent = new AgentProcess(Map.of(), timeline, "-p", file.toString(), "--start", "running",
                "--no-api", "--only-into", Long.toString(window.id()))) {
            if (!isRunning(agent)) {
                return false;
            }
            ask(agent, window, "Now keep SPACE down for a second or two, and let go.", "priority-keys");
            ask(agent, window, "Now press the right mouse button, and let go.", "priority-keys");
            ask(agent, window, "Now tap E: it is sent as 0 after its pre-delay.", "priority-keys");
            ask(agent, window, "Now press F9 to pause by hand, and F9 again to go on.", "manual");
            TimeUnit.SECONDS.sleep(1);
            agent.terminate();
            agent.awaitExit(STOP.toMillis());
            out.println();
            out.println(timeline.summary());
            out.println("The window saw " + presses + " presses, yours among them; no other window was sent any.");
            return timeline.counted().duringHolds() == 0 && timeline.counted().down().isEmpty();
        }
    }

    /**
     * A key that is kept down repeats, and the desktop sends its repeats to the window that has just got the focus. So
     * what is played on the user's desktop has none.
     */
    private String withoutKeptKeys() {
        StringBuilder text = new StringBuilder("schema = 1\nextends = ").append(quoted(profile.file().orElseThrow()
                .toAbsolutePath().toString())).append("\nname = ").append(quoted(profile.name())).append('\n');
        profile.skills().stream().filter(Skill.KeptDown.class::isInstance).forEach(skill ->
                text.append("[[skill]]\nname = ").append(quoted(skill.name())).append("\nenabled = false\n"));
        return text.toString();
    }

    /** A TOML string. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What is done with the path of a file that is there meanwhile. */
    @FunctionalInterface
    private interface WithFile {
        boolean apply(Path file) throws InterruptedException;
    }

    private static boolean withFile(String text, WithFile what) throws InterruptedException {
        try {
            Path file = Files.createTempFile("fermata-demo", ".toml");
            try {
                return what.apply(Files.writeString(file, text));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's profile cannot be written: " + e.getMessage(), e);
        }
    }

    /** Waits for one hold of that holder to come and go, but not for ever, nor once the window is closed. */
    private void ask(AgentProcess agent, OwnWindow window, String request, String holder) throws InterruptedException {
        if (window.isClosed()) {
            return;
        }
        timeline.remark(request);
        window.show(TITLE, "", request);
        int before = agent.events().size();
        boolean done = agent.await(event -> window.isClosed() || event.name().equals("hold_removed")
                && event.text("holder").equals(holder) && agent.events().indexOf(event) >= before, 8_000);
        if (window.isClosed()) {
            timeline.remark("(the window was closed; this is the end)");
        } else if (!done) {
            timeline.remark("(nothing came; going on)");
        }
    }

    private AgentProcess start(Map<String, String> environment) {
        String file = profile.file().orElseThrow().toString();
        return new AgentProcess(environment, timeline, "-p", file, "--start", "running", "--no-api");
    }

    private boolean isRunning(AgentProcess agent) throws InterruptedException {
        if (agent.await(event -> event.name().equals("state") && event.text("to").equals("running"),
                READY.toMillis())) {
            return true;
        }
        out.println("the agent did not start:");
        out.println(agent.messages());
        agentsCode = agent.isAlive() ? 0 : agent.awaitExit(STOP.toMillis());
        return false;
    }

    private String skillKeys() {
        Set<Key> keys = profile.keys(false);
        keys.addAll(profile.keys(true));
        profile.skills().forEach(skill -> {
            if (skill instanceof Skill.KeptDown kept) {
                keys.removeAll(kept.keys());
            }
        });
        return keys.stream().map(Key::id).collect(Collectors.joining(", "));
    }

    private static void sleepUntil(long startNanos, long millis) throws InterruptedException {
        long left = startNanos + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
    }
}
