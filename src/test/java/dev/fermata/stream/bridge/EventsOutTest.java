package dev.fermata.stream.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes out when, what becomes of the rest, and how a server that is gone is come back to. */
class EventsOutTest {
    private final HandClock clock = new HandClock();
    private final List<String> published = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int open;
    private int pings;
    private int wakes;
    private Optional<String> broken = Optional.empty();
    private final EventsOut out = new EventsOut(clock, this::dial, new BridgeListener() {
        @Override
        public void failed(String message) {
            told.add(message);
        }

        @Override
        public void mended(String message) {
            told.add("mended: " + message);
        }

        @Override
        public void refused(String message) {
            throw new AssertionError(message);
        }
    }, () -> wakes++, new Random(1));

    private Line dial() throws BridgeException {
        fail();
        open++;
        return new Line() {
            @Override
            public void publish(List<String> messages) throws BridgeException {
                fail();
                batches.add(messages.size());
                published.addAll(messages);
            }

            @Override
            public void ping() throws BridgeException {
                fail();
                pings++;
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    private void fail() throws BridgeException {
        if (broken.isPresent()) {
            throw new BridgeException(broken.get(), null);
        }
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            out.accept(new Event.Silenced(clock.nanos()));
        }
    }

    private long step() {
        return out.step(clock.nanos());
    }

    @Test
    void eventsGoOutAsTheStreamHasThemInBatches() {
        step();
        happens(250);
        assertEquals(1, wakes);
        while (step() == clock.nanos()) {
            assertTrue(published.size() < 1_000);
        }
        assertEquals(List.of(100, 100, 50), batches);
        assertEquals("{\"t_ms\":0,\"event\":\"silenced\"}", published.get(0));
        assertEquals(250, out.sent());
        assertEquals(0, out.missed());
    }

    @Test
    void whatHappensWithoutAConnectionIsMissedAndTold() {
        happens(7);
        broken = Optional.of("nobody there");
        long again = step();
        happens(3);
        assertTrue(again > clock.nanos() && again <= EventsOut.FIRST_REST.toNanos(), "tried again soon");
        assertEquals(again, step(), "and not before");
        assertEquals(Optional.of("nobody there"), out.whyNot());
        broken = Optional.empty();
        clock.pass(Duration.ofNanos(again));
        step();
        assertEquals(Optional.empty(), out.whyNot());
        happens(1);
        step();
        assertEquals(List.of("{\"event\":\"missed\",\"count\":10}", "{\"t_ms\":" + millis() + ",\"event\":\"silenced\"}"), published);
        assertEquals(10, out.missed());
        happens(1);
        step();
        assertEquals(3, published.size(), "those that were missed are told of once");
        assertEquals(List.of("no events go out: nobody there", "mended: events go out again"), told);
    }

    private String millis() {
        return Double.toString(Math.round(clock.nanos() / 1e3) / 1e3);
    }

    @Test
    void aBatchThatFailsIsNeverSentAgain() {
        step();
        happens(150);
        broken = Optional.of("gone");
        long again = step();
        assertEquals(150, out.missed(), "the batch, and what waited behind it");
        assertEquals(0, open);
        broken = Optional.empty();
        clock.pass(Duration.ofNanos(again));
        step();
        happens(1);
        step();
        assertEquals("{\"event\":\"missed\",\"count\":150}", published.get(0));
        assertEquals(2, published.size());
    }

    @Test
    void itWaitsLongerEachTimeUpToALimit() {
        broken = Optional.of("nobody there");
        long longest = 0;
        for (int i = 0; i < 12; i++) {
            long wait = step() - clock.nanos();
            assertTrue(wait <= EventsOut.LONGEST_REST.toNanos());
            longest = Math.max(longest, wait);
            clock.pass(Duration.ofNanos(wait));
        }
        assertTrue(longest > EventsOut.LONGEST_REST.toNanos() / 2, "up to " + Duration.ofNanos(longest));
        assertEquals(1, told.size(), "told once");
    }

    @Test
    void moreThanCanWaitIsMissedAndNobodyWaits() {
        step();
        happens(EventsOut.CAPACITY + 5);
        assertEquals(5, out.missed());
        step();
        assertEquals("{\"event\":\"missed\",\"count\":5}", published.get(0));
    }

    @Test
    void aServerThatIsSilentlyGoneIsNoticed() {
        long next = step();
        assertEquals(EventsOut.PING.toNanos(), next - clock.nanos());
        clock.pass(EventsOut.PING);
        step();
        assertEquals(1, pings);
        broken = Optional.of("no answer");
        clock.pass(EventsOut.PING);
        step();
        assertEquals(Optional.of("no answer"), out.whyNot());
        assertEquals(0, open);
    }
}
