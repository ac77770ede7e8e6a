package dev.fermata.platform.virtual;

import java.util.List;

/** A second window on a desktop without a window manager, and who gives the focus to it and back. One thread. */
public final class OtherWindow implements AutoCloseable {
    private static final String NAME = "Other";

    private final XProcess program;
    private final XProcess hand;
    private final TargetWindow window;
    private final String own;
    private final String game;

    /** Returns when it is on the screen; the focus stays where it is. */
    public OtherWindow(String display) {
        program = new XProcess(display, List.of("stdbuf", "-oL", "xev", "-name", NAME, "-geometry",
                "200x150+500+350", "-event", "keyboard", "-event", "button"));
        window = new TargetWindow(program);
        SharedDesktop.soon().ignoreExceptions().until(() -> !find(display, NAME).isEmpty());
        own = find(display, NAME);
        game = find(display, "Event Tester");
        hand = new XProcess(display, List.of("xdotool", "-"));
    }

    private static String find(String display, String name) {
        List<String> found = XProcess.run(display, List.of("xdotool", "search", "--onlyvisible", "--name", "^" + name + "$"),
                VirtualDesktop.START_MILLIS);
        return found.get(found.size() - 1);
    }

    /** What it gets. */
    public TargetWindow window() {
        return window;
    }

    /** Gives it the focus, soon. */
    public void focusIt() {
        hand.send("windowfocus " + own);
    }

    /** Gives the focus to the window that stands for the game, soon. */
    public void focusGame() {
        hand.send("windowfocus " + game);
    }

    @Override
    public void close() {
        hand.close();
        program.close();
    }
}
