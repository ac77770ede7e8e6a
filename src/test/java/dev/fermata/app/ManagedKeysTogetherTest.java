package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G2 with the agent's real threads on a desktop that costs no time: managed keys pressed together while
 * skills keep the dispatcher busy are sent once each, and none before its delay is over.
 */
class ManagedKeysTogetherTest {
    private static final long PRE_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final List<Key> KEYS = "abcdefghijklmnoprstu".chars()
            .mapToObj(letter -> Key.find(String.valueOf((char) letter)).orElseThrow()).toList();

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger holdsEnded = new AtomicInteger();

    @Test
    void areSentOnceAndNotBeforeTheirDelay() {
        press(60);
    }

    @Test
    @Tag("proof")
    void areSentOnceAndNotBeforeTheirDelayFiveThousandTimes() {
        press(2_000);
    }

    private void press(int rounds) {
        FakeDesktop desktop = new FakeDesktop(true);
        int presses = 0;
        try (Agent agent = new Agent(new SystemClock(), desktop.asDesktop(), new EchoFilter(), profile(),
                Settings.DEFAULTS, () -> { })) {
            agent.listen(this::hear);
            agent.start();
            agent.core().control().run("test");
            // What goes down before the keys are taken over reaches the game, and is not sent.
            await("the keys are taken over", () -> desktop.suppressed().containsAll(KEYS));
            for (int round = 0; round < rounds; round++) {
                List<Key> keys = KEYS.subList(0, 1 + round % KEYS.size());
                presses += keys.size();
                int sentThen = presses;
                int endedThen = round + 1;
                keys.forEach(key -> desktop.play(key, true));
                await("all are sent", () -> sent.get() >= sentThen);
                keys.forEach(key -> desktop.play(key, false));
                await("the hold ends", () -> holdsEnded.get() >= endedThen);
            }
        }
        assertTrue(presses >= rounds * 10, "presses: " + presses);
        assertEquals(List.of(), early());
        assertEquals(presses, sent.get(), "sent more often than pressed");
    }

    private void hear(Event event) {
        boolean players = event instanceof Event.KeySent key && key.origin() == Origin.PLAYER && key.down();
        if (players || event instanceof Event.PriorityKey || event instanceof Event.StateChanged) {
            events.add(event);
        }
        if (players) {
            sent.incrementAndGet();
        }
        if (event instanceof Event.HoldRemoved) {
            holdsEnded.incrementAndGet();
        }
    }

    /** The events of two threads come in any order, but each key is pressed anew only after it was sent. */
    private List<String> early() {
        Map<Key, List<Long>> down = new EnumMap<>(Key.class);
        Map<Key, List<Long>> out = new EnumMap<>(Key.class);
        for (Event event : events) {
            if (event instanceof Event.PriorityKey change && change.down()) {
                down.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change.atNanos());
            } else if (event instanceof Event.KeySent key) {
                out.computeIfAbsent(key.key(), each -> new ArrayList<>()).add(key.atNanos());
            }
        }
        List<String> early = new ArrayList<>();
        out.forEach((key, times) -> {
            for (int i = 0; i < Math.min(times.size(), down.get(key).size()); i++) {
                long after = times.get(i) - down.get(key).get(i);
                if (after < PRE_DELAY_NANOS) {
                    early.add(key + " after " + after / 1_000 + " us");
                }
            }
        });
        return early;
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).pollDelay(Duration.ZERO).pollInterval(Duration.ofNanos(200_000))
                .atMost(Duration.ofSeconds(10)).until(condition);
    }

    private static Profile profile() {
        StringBuilder text = new StringBuilder("schema = 1\nname = \"test\"\n[priority]\npre_delay = \"3ms\"\n");
        KEYS.forEach(key -> text.append("[priority.managed.").append(key.id()).append("]\n"));
        List<String> lanes = List.of("emergency", "high", "normal", "low");
        for (int i = 0; i < 8; i++) {
            text.append("""
                    [[skill]]
                    name = "Busy %d"
                    keys = "%d,delay1,%d"
                    every = "20ms"
                    lane = "%s"
                    during_hold = "run"
                    """.formatted(i, i, i, lanes.get(i % lanes.size())));
        }
        text.append("[dispatch]\nkey_press = \"1ms\"\nmin_gap = \"0ms\"\n");
        return ProfileReader.parse("test", text.toString()).profile().orElseThrow();
    }
}
