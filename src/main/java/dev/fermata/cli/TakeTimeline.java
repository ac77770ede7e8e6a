package dev.fermata.cli;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A take drawn in lines of text: a row for each key, the pointer and the wheel, time from left to right. A column in
 * which a key goes down more than once has the number of times.
 */
final class TakeTimeline {
    private static final String COLOUR = "\033[36m";
    private static final String PLAIN = "\033[0m";
    private static final int LEAST_COLUMNS = 20;
    private static final int TICK_COLUMNS = 12;
    private static final long[] STEPS = {1, 2, 5};

    private final Take take;
    private final int columns;
    private final int label;
    private final boolean colour;
    private final char down;
    private final char moves;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** What happens in each column. */
    private static final class Row {
        final boolean[] isDown;
        final int[] times;
        int count;

        Row(int columns) {
            isDown = new boolean[columns];
            times = new int[columns];
        }
    }

    /**
     * @param width of the terminal, in columns
     * @param fancy whether it shows more than ASCII
     */
    TakeTimeline(Take take, int width, boolean fancy, boolean colour) {
        this.take = take;
        this.colour = colour;
        down = fancy ? '\u2588' : '=';
        moves = fancy ? '\u00b7' : '.';
        label = take.strokes().stream().mapToInt(stroke -> name(stroke).length()).max().orElse(0) + 2;
        columns = Math.max(LEAST_COLUMNS, width - label - 8);
        fill();
    }

    private static String name(Stroke stroke) {
        return stroke instanceof Stroke.Down press ? press.key().id()
                : stroke instanceof Stroke.Up release ? release.key().id()
                : stroke instanceof Stroke.Move ? "pointer" : "wheel";
    }

    private void fill() {
        Map<Key, Long> since = new LinkedHashMap<>();
        for (Stroke stroke : take.strokes()) {
            Row row = rows.computeIfAbsent(name(stroke), name -> new Row(columns));
            int at = column(stroke.atMicros());
            if (stroke instanceof Stroke.Up release) {
                Long pressed = since.remove(release.key());
                Arrays.fill(row.isDown, column(pressed == null ? 0 : pressed), at + 1, true);
                continue;
            }
            row.count++;
            row.times[at]++;
            row.isDown[at] = true;
            if (stroke instanceof Stroke.Down press) {
                since.put(press.key(), stroke.atMicros());
            }
        }
        since.forEach((key, pressed) -> Arrays.fill(rows.get(key.id()).isDown, column(pressed), columns, true));
    }

    private int column(long micros) {
        return (int) Math.min(columns - 1, micros * columns / Math.max(1, take.lengthMicros()));
    }

    /** The lines, the scale first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (take.strokes().isEmpty()) {
            return lines;
        }
        lines.add(scale());
        rows.forEach((name, row) -> lines.add(String.format(Locale.ROOT, "%-" + label + "s", name)
                + (colour ? COLOUR : "") + drawn(name, row) + (colour ? PLAIN : "") + "  " + row.count));
        return lines;
    }

    private String drawn(String name, Row row) {
        StringBuilder out = new StringBuilder();
        boolean pointer = name.equals("pointer");
        for (int i = 0; i < columns; i++) {
            char many = row.times[i] > 9 ? '+' : (char) ('0' + row.times[i]);
            out.append(!row.isDown[i] ? ' ' : pointer ? moves : row.times[i] > 1 ? many : down);
        }
        return out.toString();
    }

    private String scale() {
        long step = step();
        StringBuilder out = new StringBuilder(" ".repeat(label));
        for (long at = 0; at <= take.lengthMicros(); at += step) {
            String tick = "|" + told(at);
            int from = label + column(at);
            if (from + tick.length() > label + columns) {
                break;
            }
            out.append(" ".repeat(Math.max(0, from - out.length()))).append(tick);
        }
        return out.toString();
    }

    /** The round time that is about as long as a tick is wide. */
    private long step() {
        long wanted = Math.max(1, take.lengthMicros() * TICK_COLUMNS / columns);
        for (long unit = 1; ; unit *= 10) {
            for (long times : STEPS) {
                if (unit * times >= wanted) {
                    return unit * times;
                }
            }
        }
    }

    private static String told(long micros) {
        if (micros % 1_000_000 == 0) {
            return micros / 1_000_000 + "s";
        }
        return micros < 1_000_000 && micros % 1_000 == 0 ? micros / 1_000 + "ms"
                : micros < 1_000 ? micros + "us" : String.format(Locale.ROOT, "%.6f", micros / 1e6)
                        .replaceFirst("0+$", "") + "s";
    }
}
