package dev.fermata.stream.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.ViewerNews;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When events are written, what becomes of those that cannot be, and that nobody waits. */
class HistoryWriterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final HandClock clock = new HandClock();
    private final List<List<HistoryEntry>> batches = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Long> trims = new ArrayList<>();
    private int wakes;
    private int opened;
    private Optional<String> broken = Optional.empty();
    private final HistoryWriter writer = new HistoryWriter(clock, this::open, "file", Duration.ofDays(1),
            new HistoryListener() {
                @Override
                public void failed(String message) {
                    told.add(message);
                }

                @Override
                public void mended(String message) {
                    told.add("mended: " + message);
                }
            }, () -> wakes++);

    private Store open() throws HistoryException {
        fail();
        opened++;
        return new Store() {
            @Override
            public void append(List<HistoryEntry> entries) throws HistoryException {
                fail();
                batches.add(entries);
            }

            @Override
            public void trim(long beforeMillis) {
                trims.add(beforeMillis);
            }

            @Override
            public long bytes() {
                return 7;
            }

            @Override
            public void close() {
                opened--;
            }
        };
    }

    private void fail() throws HistoryException {
        if (broken.isPresent()) {
            throw new HistoryException(broken.get(), null, false);
        }
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            writer.accept(new Event.ActionPlayed(clock.nanos(), "Bolt", Origin.SKILL, Lane.NORMAL, 0));
        }
    }

    private long written() {
        return writer.status().written();
    }

    @Test
    void aBatchIsWrittenHalfASecondAfterItsFirst() {
        assertEquals(Clock.NEVER, writer.step(clock.nanos()));
        happens(3);
        assertEquals(1, wakes, "the first of them, and no other");
        long due = writer.step(clock.nanos());
        assertEquals(clock.nanos() + SECOND / 2, due);
        assertEquals(due, writer.step(due - 1));
        assertEquals(0, written());
        assertEquals(Clock.NEVER, writer.step(due));
        assertEquals(3, written());
        assertEquals(1, batches.size());
    }

    @Test
    void manyAreNotWaitedWith() {
        writer.step(clock.nanos());
        happens(HistoryWriter.BATCH);
        assertEquals(2, wakes);
        assertEquals(Clock.NEVER, writer.step(clock.nanos()));
        assertEquals(HistoryWriter.BATCH, written());
    }

    @Test
    void whatFindsNoRoomIsLostCountedAndToldOnce() {
        writer.step(clock.nanos());
        happens(HistoryWriter.CAPACITY + 5);
        assertEquals(5, writer.status().lost());
        while (writer.step(clock.nanos()) != Clock.NEVER) {
            clock.pass(Duration.ofNanos(SECOND));
        }
        assertEquals(HistoryWriter.CAPACITY, written());
        assertEquals(List.of("5 events were not kept: too many at once"), told);
    }

    @Test
    void singleKeysAndReadingsAreNotKept() {
        writer.accept(new Event.KeySent(1, Key.Q, true, Origin.SKILL, Lane.NORMAL, "Bolt", false));
        writer.accept(new Event.PriorityKey(1, Key.SPACE, true, false, List.of(Key.SPACE)));
        assertEquals(0, writer.status().waiting());
        assertEquals(0, wakes);
    }

    @Test
    void whatCannotBeOpenedIsTriedAgain() {
        broken = Optional.of("no room");
        long again = writer.step(clock.nanos());
        assertEquals(HistoryWriter.RETRY.toNanos(), again - clock.nanos());
        assertEquals(Optional.of("no room"), writer.status().trouble());
        happens(2);
        writer.step(again - 1);
        writer.step(again);
        broken = Optional.empty();
        clock.pass(Duration.ofNanos(again - clock.nanos() + HistoryWriter.RETRY.toNanos()));
        long due = writer.step(clock.nanos());
        writer.step(due);
        assertEquals(2, written(), "those of before too, as far as they had room");
        assertEquals(Optional.empty(), writer.status().trouble());
        assertEquals(List.of("what happens is not kept: no room", "mended: what happens is kept again"), told);
    }

    @Test
    void aBatchThatFailsIsLostAndTheFileOpenedAnew() {
        writer.step(clock.nanos());
        happens(2);
        long due = writer.step(clock.nanos());
        broken = Optional.of("disk full");
        long again = writer.step(due);
        assertEquals(0, opened);
        assertEquals(2, writer.status().lost());
        broken = Optional.empty();
        writer.step(again);
        assertEquals(1, opened);
    }

    @Test
    void whatIsOldGoesAtTheStartAndEachHour() {
        writer.step(clock.nanos());
        assertEquals(1, trims.size());
        assertEquals(clock.wallTime(clock.nanos()).minus(Duration.ofDays(1)).toEpochMilli(), trims.get(0));
        happens(1);
        writer.step(writer.step(clock.nanos()));
        assertEquals(1, trims.size());
        clock.pass(Duration.ofNanos(HistoryWriter.TRIM.toNanos()));
        happens(1);
        writer.step(writer.step(clock.nanos()));
        assertEquals(2, trims.size());
    }

    @Test
    void whatIsLeftIsWrittenAtTheEnd() {
        writer.step(clock.nanos());
        happens(HistoryWriter.BATCH + 1);
        writer.finish(clock.nanos());
        assertEquals(HistoryWriter.BATCH + 1, written());
        assertEquals(0, opened);
    }

    @Test
    void anEntryHasWhoWhatAndTheLineOfTheStream() {
        HistoryEntry hold = Entries.of(new Event.HoldRemoved(5_000_000, "api:obs", "scene over", 1), 77);
        assertEquals("api:obs", hold.person());
        assertEquals("scene over", hold.text());
        assertEquals("hold_removed", hold.name());
        assertEquals(77, hold.atMillis());
        assertTrue(hold.line().startsWith("{\"t_ms\":5,\"event\":\"hold_removed\""), hold.line());
        HistoryEntry chat = Entries.of(new StreamEvent.Came(1, 3, new StreamMessage("m1", StreamKind.CHAT, "douyin",
                new Viewer("u7", "Ann", 5, false), "how much is it?", "", 1, 0)), 1);
        assertEquals(HistoryKind.VIEWER, chat.kind());
        assertEquals("Ann", chat.person());
        assertEquals("how much is it?", chat.text());
        HistoryEntry viewer = Entries.of(new StreamEvent.Viewer(1, ViewerNews.REFUSED, 3, "Jump", "Ann", "held"), 1);
        assertEquals(List.of(HistoryKind.ACTION, "viewer_refused", "Ann", "Jump \u00b7 held"),
                List.of(viewer.kind(), viewer.name(), viewer.person(), viewer.text()));
        HistoryEntry long_ = Entries.of(new Event.Failure(1, "x", "\ud83d\ude00".repeat(20_000)), 1);
        assertTrue(long_.text().length() <= 2_000 && long_.line().isEmpty());
        assertTrue(long_.text().codePoints().noneMatch(each -> each >= 0xd800 && each < 0xe000), "no half characters");
    }
}
