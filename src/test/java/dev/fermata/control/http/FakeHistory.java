package dev.fermata.control.http;

import dev.fermata.control.HistoryControl;
import dev.fermata.control.Status;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import dev.fermata.model.HistoryStatus;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history of an hour in which something happened each minute. */
final class FakeHistory implements HistoryControl {
    /** With a history and a bridge, neither of which is as it should be. */
    static final Status.Companions COMPANIONS = new Status.Companions(Optional.of(FakeStream.STATUS),
            Optional.of(new HistoryStatus("/home/me/history.db", 1_234_567, 812, 3, 1, Optional.of("the disk is full"))),
            Optional.of(new BridgeStatus("redis://127.0.0.1:6379", Optional.of("connection refused"), 12, 3, false, 2, 1,
                    "stop is not allowed")), Optional.of(FakeStream.VIEWERS));

    private final Clock clock;
    volatile HistoryQuery asked;
    volatile IOException failure;

    FakeHistory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Answer ask(HistoryQuery query, int periods) throws IOException {
        asked = query;
        if (failure != null) {
            throw failure;
        }
        long now = clock.wallTime(clock.nanos()).toEpochMilli();
        Map<HistoryKind, Long> kinds = new EnumMap<>(HistoryKind.class);
        for (HistoryKind kind : HistoryKind.values()) {
            kinds.put(kind, 0L);
        }
        kinds.put(HistoryKind.ACTION, 41L);
        kinds.put(HistoryKind.REPLY, 3L);
        kinds.put(HistoryKind.FAILURE, 1L);
        long[] parts = new long[periods];
        for (int i = 0; i < periods; i++) {
            parts[i] = i % 7 * 3L;
        }
        return new Answer(List.of(
                new HistoryEntry(now - 90_000, HistoryKind.REPLY, "speech_done", "", "thank you <b>Ann</b>", "{}"),
                new HistoryEntry(now - 5_000, HistoryKind.FAILURE, "failure", "", "speech \u00b7 no sound device", "{}")),
                new HistoryFigures(45, now - 3_000_000, now - 5_000, kinds, Map.of("played", 40L), Map.of("ann", 2L),
                        parts));
    }
}
