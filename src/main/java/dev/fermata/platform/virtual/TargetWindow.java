package dev.fermata.platform.virtual;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Key;
import dev.fermata.platform.x11.X11Keys;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The window of a program that prints every key and button event it gets ({@code xev}), in the place
 * of the game. Keeps the newest {@value #MOST} events. Thread-safe.
 */
public final class TargetWindow {
    /** How many events are kept. */
    public static final int MOST = 10_000;

    private static final Pattern KIND = Pattern.compile("(Key|Button)(Press|Release) event.*");
    private static final Pattern TIME = Pattern.compile(".*\\btime (\\d+),.*");
    private static final Pattern CODE = Pattern.compile(".*\\b(?:keycode|button) (\\d+)[ ,].*");

    @GuardedBy("itself")
    private final Deque<Event> events = new ArrayDeque<>();
    private volatile Consumer<Event> listener = event -> { };

    /**
     * What the window got.
     *
     * @param key the key or button
     * @param down whether it was pressed (or repeated) rather than released
     * @param timeMillis the X server's time stamp: milliseconds from an arbitrary start
     * @param receivedNanos {@link System#nanoTime} when its line had been read
     */
    public record Event(Key key, boolean down, long timeMillis, long receivedNanos) {
        /** In the shape used by scripts: {@code d:e} or {@code u:e}. */
        @Override
        public String toString() {
            return (down ? "d:" : "u:") + key;
        }
    }

    TargetWindow(XProcess program) {
        BufferedReader lines = program.output();
        Thread reader = new Thread(() -> read(lines), "target-window");
        reader.setDaemon(true);
        reader.start();
    }

    /** What it got since the start or the last {@link #clear}, oldest first. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Those of {@link #events} that concern one key, as {@code d:e} and {@code u:e}. */
    public List<String> eventsOf(Key key) {
        return events().stream().filter(event -> event.key() == key).map(Event::toString).toList();
    }

    /** Forgets what it got so far. */
    public void clear() {
        synchronized (events) {
            events.clear();
        }
    }

    /** Sets who is told of every event, on the reading thread; must not block. */
    public void onEvent(Consumer<Event> listener) {
        this.listener = listener;
    }

    private void read(BufferedReader lines) {
        try {
            parse(lines);
        } catch (IOException e) {
            return; // the program has ended, and with it its output
        }
    }

    private void parse(BufferedReader lines) throws IOException {
        Matcher kind = KIND.matcher("");
        long time = 0;
        boolean inEvent = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith(" ")) {
                inEvent = kind.reset(line).matches();
                continue;
            }
            Matcher timed = TIME.matcher(line);
            if (inEvent && timed.matches()) {
                time = Long.parseLong(timed.group(1));
            }
            Matcher code = CODE.matcher(line);
            if (inEvent && code.matches()) {
                inEvent = false;
                got(Integer.parseInt(code.group(1)), kind, time);
            }
        }
    }

    private void got(int code, Matcher kind, long time) {
        boolean down = kind.group(2).equals("Press");
        X11Keys.key(code, kind.group(1).equals("Button"))
                .ifPresent(key -> add(new Event(key, down, time, System.nanoTime())));
    }

    private void add(Event event) {
        synchronized (events) {
            if (events.size() == MOST) {
                events.removeFirst();
            }
            events.add(event);
        }
        listener.accept(event);
    }
}
