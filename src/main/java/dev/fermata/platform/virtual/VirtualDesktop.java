package dev.fermata.platform.virtual;

import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.x11.X11Keys;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A desktop of its own, with hardware that can be played: an X server (Xephyr) that is a window of
 * another, invisible one (Xvfb). What is typed into the outer server reaches the inner one from
 * Xephyr's keyboard and mouse <em>devices</em>: that is the player. What is injected into the inner
 * server comes from another program. A foreign program, {@code xev}, is the game's window.
 *
 * <p>For the {@code demo} command and the desktop tests. Used by one thread at a time, except the
 * {@link TargetWindow}, which is thread-safe. Every wait is bounded. Every program is ended by
 * {@link #close}, and after the JVM has ended in whatever way: not before it, since native libraries
 * that still have the display open when the process exits would make it fail.
 */
public final class VirtualDesktop implements AutoCloseable {
    /** How long a server or program may take to start. */
    static final long START_MILLIS = 10_000;
    private static final long POLL_MILLIS = 10;

    private static final List<String> PROGRAMS =
            List.of("Xvfb", "Xephyr", "xdotool", "xev", "xinput", "xmodmap", "xset", "stdbuf");
    private static final Set<Key> MODIFIERS = Collections.unmodifiableSet(EnumSet.of(
            Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.LEFT_CTRL, Key.RIGHT_CTRL, Key.LEFT_ALT, Key.RIGHT_ALT,
            Key.LEFT_META, Key.RIGHT_META, Key.CAPS_LOCK, Key.NUM_LOCK, Key.SCROLL_LOCK));
    private static final String MODIFIER_SECONDS = "0.02";
    private static final Pattern SLAVE = Pattern.compile(".*\\bid=(\\d+)\\s*\\[slave.*");
    private static final Pattern DOWN = Pattern.compile("\\s*(key|button)\\[(\\d+)]=down");

    private final List<XProcess> processes = new ArrayList<>();
    private final XProcess inner;
    private final String outerDisplay;
    private final String innerDisplay;
    private final XProcess player;
    private final XProcess otherProgram;
    private final TargetWindow target;
    private final Set<Key> playersKeys = EnumSet.noneOf(Key.class);

    /**
     * Starts everything; returns when the target window has the focus.
     *
     * @throws DesktopException when a program is missing or does not start
     */
    public VirtualDesktop() {
        List<String> missing = missingPrograms();
        if (!missing.isEmpty()) {
            throw new DesktopException("these programs are needed and not installed: "
                    + String.join(", ", missing)
                    + " (Debian: xvfb xserver-xephyr xdotool x11-utils x11-xserver-utils xinput)");
        }
        try {
            XProcess outer = startServer(null, "Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24",
                    "-noreset", "-nolisten", "tcp");
            outerDisplay = outer.displayNumber(START_MILLIS);
            runXset(outerDisplay, "r", "off");
            inner = startServer(outerDisplay, "Xephyr", "-displayfd", "1", "-screen", "800x600",
                    "-no-host-grab", "-noreset", "-nolisten", "tcp");
            innerDisplay = inner.displayNumber(START_MILLIS);
            focus(outerDisplay, "--class", "Xephyr");
            XProcess.run(outerDisplay, List.of("xdotool", "mousemove", "400", "300"), START_MILLIS);
            target = new TargetWindow(start(innerDisplay, "stdbuf", "-oL", "xev", "-geometry",
                    "800x600+0+0", "-event", "keyboard", "-event", "button"));
            focus(innerDisplay, "--name", "Event Tester");
            player = start(outerDisplay, "xdotool", "-");
            otherProgram = start(innerDisplay, "xdotool", "-");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The programs a virtual desktop needs that are not on the PATH; empty when it can be used. */
    public static List<String> missingPrograms() {
        return missing(PROGRAMS);
    }

    /** Those of some programs that are not on the PATH. */
    static List<String> missing(List<String> programs) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return programs.stream()
                .filter(program -> Pattern.compile(File.pathSeparator).splitAsStream(path)
                        .noneMatch(folder -> new File(folder, program).canExecute()))
                .toList();
    }

    /** The DISPLAY of the desktop to work on. */
    public String display() {
        return innerDisplay;
    }

    /** The DISPLAY of the server this desktop is a window of. */
    public String hostDisplay() {
        return outerDisplay;
    }

    /** The window that stands for the game. */
    public TargetWindow target() {
        return target;
    }

    /**
     * The player presses a key or button and keeps it down. Returns before it has arrived. While the
     * player types, injected modifiers do not last: Xephyr makes them those of the outer server.
     *
     * <p>Xephyr has no ninth button, so {@link Key#MOUSE_FORWARD} does not arrive.
     */
    public void down(Key key) {
        playersKeys.add(key);
        play(key, true);
    }

    /** The player lets a key or button go. */
    public void up(Key key) {
        playersKeys.remove(key);
        play(key, false);
    }

    /**
     * With every event Xephyr makes its modifiers those of the outer server, by pressing and releasing
     * modifier keys. While a modifier's own event has not been handled yet, that brings forth others
     * that nobody pressed: so it gets time.
     */
    private void play(Key key, boolean down) {
        player.send(command(key, down));
        if (MODIFIERS.contains(key)) {
            player.send("sleep " + MODIFIER_SECONDS);
        }
    }

    /** The player lets everything go that was pressed through {@link #down}. */
    public void releaseAll() {
        Set.copyOf(playersKeys).forEach(this::up);
    }

    /** The player moves the mouse to a place of the desktop. Returns before it has arrived. */
    public void pointTo(int x, int y) {
        player.send("mousemove " + x + " " + y);
    }

    /** Another program on the same desktop presses a key or button. */
    public void otherProgramDown(Key key) {
        otherProgram.send(command(key, true));
    }

    /** Another program on the same desktop lets a key or button go. */
    public void otherProgramUp(Key key) {
        otherProgram.send(command(key, false));
    }

    /**
     * The keys and buttons that any device of the desktop has down now, as the {@code xinput} program
     * reports it.
     */
    public Set<Key> keysDown() {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        for (String device : xinput("list")) {
            Matcher slave = SLAVE.matcher(device);
            if (!slave.matches()) {
                continue;
            }
            for (String line : xinput("query-state", slave.group(1))) {
                Matcher down = DOWN.matcher(line);
                if (down.matches()) {
                    boolean button = down.group(1).equals("button");
                    X11Keys.key(Integer.parseInt(down.group(2)), button).ifPresent(keys::add);
                }
            }
        }
        return keys;
    }

    /** Runs the {@code xinput} program on the desktop, e.g. to take a device away. */
    public List<String> xinput(String... arguments) {
        List<String> command = new ArrayList<>(List.of("xinput"));
        command.addAll(List.of(arguments));
        return XProcess.run(innerDisplay, command, START_MILLIS);
    }

    /** Runs the {@code xset} program on the desktop, e.g. to change its key repeat. */
    public void xset(String... arguments) {
        runXset(innerDisplay, arguments);
    }

    /**
     * Runs the {@code xset} program on the host of the desktop. With {@code r on} a key that the player
     * keeps down repeats as on remote desktops: each repeat is a release and a press. It is off at first.
     */
    public void hostXset(String... arguments) {
        runXset(outerDisplay, arguments);
    }

    private static void runXset(String display, String... arguments) {
        List<String> command = new ArrayList<>(List.of("xset"));
        command.addAll(List.of(arguments));
        XProcess.run(display, command, START_MILLIS);
    }

    /**
     * Gives the desktop's pointer another button map, as a left-handed user does with {@code 3 2 1};
     * {@code default} undoes it.
     */
    public void buttonMap(String map) {
        XProcess.run(innerDisplay, List.of("xmodmap", "-e", "pointer = " + map), START_MILLIS);
    }

    /** Takes the window that stands for the game away, so that no window has the focus. */
    public void unfocus() {
        XProcess.run(innerDisplay, List.of("xdotool", "search", "--name", "Event Tester", "windowunmap"), START_MILLIS);
    }

    /** Ends the inner X server without warning, as a crash would. */
    public void killServer() {
        inner.killChildren();
    }

    /** Makes the inner X server stand still, as one that hangs, until {@link #continueServer}. */
    public void stopServer() {
        inner.signalChildren("STOP");
    }

    /** Has the inner X server go on. */
    public void continueServer() {
        inner.signalChildren("CONT");
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        processes.clear();
    }

    private XProcess start(String display, String... command) {
        XProcess process = new XProcess(display, List.of(command));
        processes.add(process);
        return process;
    }

    private XProcess startServer(String display, String... command) {
        List<String> guarded = new ArrayList<>(XProcess.UNTIL_END_OF_INPUT);
        guarded.addAll(List.of(command));
        return start(display, guarded.toArray(String[]::new));
    }

    /** Waits for a window, gives it the focus, and waits until it has it. */
    private static void focus(String display, String by, String pattern) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        String last = "no window";
        while (System.nanoTime() < end) {
            try {
                List<String> found = XProcess.run(display,
                        List.of("xdotool", "search", "--onlyvisible", by, pattern), START_MILLIS);
                String window = found.get(found.size() - 1);
                XProcess.run(display, List.of("xdotool", "windowfocus", window), START_MILLIS);
                if (XProcess.run(display, List.of("xdotool", "getwindowfocus", "-f"), START_MILLIS)
                        .contains(window)) {
                    return;
                }
                last = "window " + window + " does not take the focus";
            } catch (DesktopException notYet) {
                last = notYet.getMessage();
            }
            pause();
        }
        throw new DesktopException("the window " + pattern + " did not appear: " + last);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DesktopException("interrupted while the virtual desktop was starting", e);
        }
    }

    /** xdotool takes keycodes, but reads single digits as names: hence the leading zero. */
    private static String command(Key key, boolean down) {
        String direction = down ? "down" : "up";
        return key.isMouse()
                ? "mouse" + direction + " " + X11Keys.code(key)
                : String.format(Locale.ROOT, "key%s --delay 0 0%d", direction, X11Keys.code(key));
    }
}
