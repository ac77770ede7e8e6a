package dev.fermata.platform.virtual;

import dev.fermata.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A virtual desktop of its own with a window manager, and a second window beside the one that stands for the game.
 * Used by one thread. Closing it ends all its programs; they end too when this JVM does.
 */
public final class WindowedDesktop implements AutoCloseable {
    private static final String GAME = "Event Tester";
    private static final String OTHER = "Other";
    private static final Key TYPED = Key.K;
    private static final Pattern NUMBER = Pattern.compile(".*:\\s+(-?\\d+)");

    /** Window managers of different kinds, each with what it needs to ask nobody anything. */
    public enum Manager {
        /** Puts frames around windows; a click gives the focus. */
        JWM("<JWM><FocusModel>click</FocusModel></JWM>", true),
        /** Puts frames around windows; the pointer gives the focus. Its own fonts are in few installations. */
        TWM("""
                RandomPlacement
                TitleFont "fixed"
                MenuFont "fixed"
                IconFont "fixed"
                ResizeFont "fixed"
                IconManagerFont "fixed"
                """, true),
        /** Lays windows out as tiles and frames none; the pointer gives the focus. */
        DWM("", false);

        private final String configuration;
        private final boolean frames;

        Manager(String configuration, boolean frames) {
            this.configuration = configuration;
            this.frames = frames;
        }

        /** Whether it makes windows of its own the parents of others' windows. */
        public boolean frames() {
            return frames;
        }

        /** The program. */
        public String program() {
            return name().toLowerCase(Locale.ROOT);
        }

        private List<String> command(Path folder) throws IOException {
            List<String> command = new ArrayList<>(XProcess.UNTIL_END_OF_INPUT);
            command.add(program());
            if (!configuration.isEmpty()) {
                Path file = Files.writeString(folder.resolve(program() + ".rc"), configuration + "\n");
                command.addAll(List.of("-f", file.toString()));
            }
            return command;
        }
    }

    private final VirtualDesktop desktop = new VirtualDesktop();
    private final List<XProcess> programs = new ArrayList<>();
    private final TargetWindow other;

    /**
     * Starts everything; returns when the window manager has both windows in its care.
     *
     * @param folder for its configuration
     */
    public WindowedDesktop(Manager manager, Path folder) throws IOException {
        try {
            // Not the whole screen: a window that is clicked may come before the others.
            run("xdotool", "windowsize", window(GAME), "450", "500");
            programs.add(new XProcess(desktop.display(), manager.command(folder)));
            awaitManaged(GAME);
            XProcess window = new XProcess(desktop.display(), List.of("stdbuf", "-oL", "xev", "-name", OTHER,
                    "-geometry", "200x150+500+350", "-event", "keyboard", "-event", "button"));
            programs.add(window);
            other = new TargetWindow(window);
            awaitManaged(OTHER);
        } catch (RuntimeException | IOException | Error e) {
            close();
            throw e;
        }
    }

    /** The desktop below it all. */
    public VirtualDesktop desktop() {
        return desktop;
    }

    /** What the second window gets. */
    public TargetWindow other() {
        return other;
    }

    /** Whether the game's window is now in one of the window manager's. */
    public boolean gameHasFrame() {
        return run("xwininfo", "-id", window(GAME), "-tree").stream()
                .anyMatch(line -> line.contains("Parent window id") && !line.contains("the root window"));
    }

    /** The player clicks into the game's window, near its corner, until it gets what is typed. */
    public void focusGame() {
        focus(GAME, desktop.target(), 40, 60);
    }

    /** The player clicks into the second window until it gets what is typed. */
    public void focusOther() {
        focus(OTHER, other, 100, 75);
    }

    /**
     * Where a window is may still change when the window manager has just taken it. Where the pointer gives the
     * focus the server may name no window that has it: so it is seen by what arrives.
     */
    private void focus(String name, TargetWindow target, int right, int down) {
        String window = window(name);
        int before = target.eventsOf(TYPED).size();
        SharedDesktop.soon().ignoreExceptions().until(() -> {
            List<String> geometry = run("xwininfo", "-id", window);
            int x = number(geometry, "Absolute upper-left X") + right;
            int y = number(geometry, "Absolute upper-left Y") + down;
            XProcess.run(desktop.hostDisplay(), List.of("xdotool", "mousemove", Integer.toString(x),
                    Integer.toString(y)), VirtualDesktop.START_MILLIS);
            desktop.down(Key.MOUSE_LEFT);
            desktop.up(Key.MOUSE_LEFT);
            desktop.down(TYPED);
            desktop.up(TYPED);
            return target.eventsOf(TYPED).size() > before;
        });
    }

    private void awaitManaged(String name) {
        SharedDesktop.soon().ignoreExceptions().until(() -> run("xprop", "-id", window(name), "WM_STATE").stream()
                .anyMatch(line -> line.contains("window state: Normal")));
    }

    private String window(String name) {
        List<String> found = run("xdotool", "search", "--onlyvisible", "--name", "^" + name + "$");
        return found.get(found.size() - 1);
    }

    private List<String> run(String... command) {
        return XProcess.run(desktop.display(), List.of(command), VirtualDesktop.START_MILLIS);
    }

    private static int number(List<String> lines, String what) {
        Matcher number = NUMBER.matcher(lines.stream().filter(line -> line.contains(what)).findFirst().orElseThrow());
        if (!number.matches()) {
            throw new IllegalStateException(what + " is no number: " + lines);
        }
        return Integer.parseInt(number.group(1));
    }

    @Override
    public void close() {
        for (int i = programs.size() - 1; i >= 0; i--) {
            programs.get(i).close();
        }
        desktop.close();
    }
}
