package dev.fermata.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.fermata.model.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TimeZone;

/**
 * A log event as text: time, level, thread (in the file), class, message, stack trace if any.
 *
 * <p>Written out because logback's pattern layout loads about a hundred classes, which would be a
 * good part of the time that Fermata takes to start.
 *
 * <p>Called under the appender's lock.
 */
final class LogLine extends EncoderBase<ILoggingEvent> {
    /** What a line begins with. */
    enum Style {
        /** For a person who watches: the time of day. */
        CONSOLE("HH:mm:ss.SSS"),
        /** For later: the full time with its zone, and the thread. */
        FILE("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

        private final String time;

        Style(String time) {
            this.time = time;
        }
    }

    private static final byte[] NOTHING = {};

    private final Style style;
    /** Made for the first line: most runs write none to the console. */
    private DateTimeFormatter time;

    LogLine(Style style) {
        this.style = style;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        if (time == null) {
            time = DateTimeFormatter.ofPattern(style.time);
        }
        // No string concatenation: its first use in a process makes a start slow.
        var line = new StringBuilder(120);
        time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atOffset(offset(event.getTimeStamp())), line);
        String level = event.getLevel().toString();
        line.append(' ').append(level).append(level.length() < 5 ? "  " : " ");
        if (style == Style.FILE) {
            line.append('[').append(event.getThreadName()).append("] ");
        }
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
        // A name or reason in it may be anybody's: it neither commands a terminal nor looks like a line of ours.
        line.append(Printable.lines(event.getFormattedMessage()).replace("\n", "\n    "))
                .append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(Printable.lines(ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** By TimeZone: a ZoneId would read the rules of all zones once more. */
    private static ZoneOffset offset(long atMillis) {
        return ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(atMillis) / 1000);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
