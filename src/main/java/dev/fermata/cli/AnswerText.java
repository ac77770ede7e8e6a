package dev.fermata.cli;

import dev.fermata.model.Printable;
import java.util.Locale;

/** How the client commands word what the agent answers. */
final class AnswerText {
    private AnswerText() {
    }

    /** A text without what could command a terminal: reasons and names come from other clients. */
    static String plain(String text) {
        return Printable.line(text);
    }

    /** A length of time: {@code 0.4 s}, {@code 59.9 s}, {@code 2 m 05 s}, {@code 1 h 02 m}. */
    static String duration(double millis) {
        long tenths = Math.round(Math.max(0, millis) / 100);
        if (tenths < 600) {
            return String.format(Locale.ROOT, "%d.%d s", tenths / 10, tenths % 10);
        }
        long seconds = Math.round(millis / 1000);
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds % 3600 / 60);
    }

    /** A latency in milliseconds: {@code 0.042}, {@code 1.3}, {@code 250}. */
    static String millis(double millis) {
        String layout = millis < 1 ? "%.3f" : millis < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, layout, millis);
    }
}
