package dev.fermata.stream;

import dev.fermata.event.Bus;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.ReplyFigures;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.time.Waits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What came, and what became of each: counts, and the event of each. Confined to the room's lock. */
final class RoomBook {
    /** Decisions are told in steps of about 1 µs, up to a minute, at two digits. */
    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 2;

    private final Bus bus;
    private final Map<StreamKind, Long> came = new EnumMap<>(StreamKind.class);
    private final Map<StreamDrop, Long> dropped = new EnumMap<>(StreamDrop.class);
    private final Waits waits = new Waits();
    private final Histogram decisions = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private long last;
    private long answered;
    private long merged;
    private long scripts;

    RoomBook(Bus bus) {
        this.bus = bus;
    }

    /** One more has come. @return its number */
    long came(long now, StreamMessage message) {
        came.merge(message.kind(), 1L, Long::sum);
        bus.queue(new StreamEvent.Came(now, ++last, message));
        return last;
    }

    /** What becomes of a message at first is decided so long after it was read. */
    void decided(long nanos) {
        decisions.recordValue(Math.min(LONGEST_NANOS, Math.max(0, nanos)));
    }

    void handedOver(long now, Pending item) {
        waits.add(now - item.cameAt);
    }

    /** @param model the language model that wrote it; empty for none */
    void answered(long now, Pending item, String text, String model, String detail) {
        answered++;
        bus.queue(new StreamEvent.Became(now, StreamNews.ANSWERED, item.number, item.first.kind(), text, model, 0,
                Optional.empty(), detail));
    }

    void merged(long now, long number, StreamKind kind, long into) {
        merged++;
        bus.queue(new StreamEvent.Became(now, StreamNews.MERGED, number, kind, "", "", into, Optional.empty(), ""));
    }

    void dropped(long now, long number, StreamKind kind, StreamDrop why, String detail) {
        dropped.merge(why, 1L, Long::sum);
        bus.queue(new StreamEvent.Became(now, StreamNews.DROPPED, number, kind, "", "", 0, Optional.of(why), detail));
    }

    void saidScript() {
        scripts++;
    }

    StreamStatus status(int waiting, int handedOver, ReplyFigures replies) {
        return new StreamStatus(Optional.empty(), List.of(), new EnumMap<>(came), answered, merged,
                new EnumMap<>(dropped), waiting, handedOver, 0, scripts, waits.quantile(0.5), waits.quantile(0.99),
                waits.longest(), decisions.getTotalCount(), decisions.getValueAtPercentile(50),
                decisions.getValueAtPercentile(99), decisions.getMaxValue(), List.of(), replies);
    }
}
