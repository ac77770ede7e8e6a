package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InputMailboxTest {
    private final InputMailbox mailbox = new InputMailbox();

    @Test
    void deliversEveryKeyDirectionAndTime() {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        long halfAYear = TimeUnit.DAYS.toNanos(180);
        for (Key key : Key.values()) {
            boolean down = key.ordinal() % 2 == 0;
            assertTrue(mailbox.put(key, down, halfAYear + key.ordinal()));
            expected.add(key + " " + down + " " + (halfAYear + key.ordinal()));
        }
        mailbox.drain((key, down, at) -> got.add(key + " " + down + " " + at));
        assertEquals(expected, got);
    }

    @Test
    void aFullRingCountsWhatItLosesAndKeepsTheRest() {
        for (int i = 0; i < InputMailbox.CAPACITY; i++) {
            assertTrue(mailbox.put(Key.Q, true, i));
        }
        assertFalse(mailbox.put(Key.Q, false, 1));
        assertFalse(mailbox.put(Key.Q, false, 2));
        assertEquals(2, mailbox.lost());
        List<Long> times = new ArrayList<>();
        mailbox.drain((key, down, at) -> times.add(at));
        assertEquals(InputMailbox.CAPACITY, times.size());
        assertTrue(mailbox.put(Key.Q, false, 3));
    }

    @Test
    void whatWasKeptHasARingOfItsOwnAndIsCountedWithTheRest() {
        for (int i = 0; i < InputMailbox.CAPACITY; i++) {
            assertTrue(mailbox.putKept(Key.Q, i));
        }
        assertFalse(mailbox.putKept(Key.Q, 1));
        assertEquals(1, mailbox.lost());
        assertTrue(mailbox.put(Key.Q, true, 1));
    }

    @Test
    void isEmptyUnlessAnEventOrACommandWaits() {
        assertTrue(mailbox.isEmpty());
        mailbox.put(Key.Q, true, 0);
        assertFalse(mailbox.isEmpty());
        mailbox.drain((key, down, at) -> { });
        assertTrue(mailbox.isEmpty());
        mailbox.put(() -> { });
        assertFalse(mailbox.isEmpty());
        mailbox.drain((key, down, at) -> { });
        assertTrue(mailbox.isEmpty());
    }

    @Test
    void eventsGoBeforeCommandsAndWaitForOneOfThemAtMost() {
        List<String> order = new ArrayList<>();
        mailbox.put(Key.Q, true, 0);
        mailbox.put(() -> {
            order.add("command");
            mailbox.put(Key.Q, false, 1);
        });
        mailbox.put(() -> order.add("command"));
        mailbox.drain((key, down, at) -> order.add(down ? "press" : "release"));
        assertEquals(List.of("press", "command", "release", "command"), order);
    }

    @Test
    void whatWasHeardAndWhatWasKeptComeInTheOrderOfTheirTimes() {
        List<String> order = new ArrayList<>();
        mailbox.put(Key.E, false, 10);
        mailbox.put(Key.E, true, 21);
        mailbox.put(Key.E, false, 30);
        mailbox.putKept(Key.E, 20);
        mailbox.putKept(Key.R, 30);
        assertFalse(mailbox.isEmpty());
        mailbox.drain(new InputMailbox.Receiver() {
            @Override
            public void onInput(Key key, boolean down, long atNanos) {
                order.add((down ? "d:" : "u:") + key + " " + atNanos);
            }

            @Override
            public void onKept(Key key, long atNanos) {
                order.add("kept " + key + " " + atNanos);
            }
        });
        assertEquals(List.of("u:e 10", "kept e 20", "d:e 21", "kept r 30", "u:e 30"), order);
        assertTrue(mailbox.isEmpty());
    }

    @Test
    @Timeout(60)
    void betweenTwoThreadsNothingIsLostOrReordered() throws InterruptedException {
        long events = 300_000;
        Thread hook = new Thread(() -> {
            for (long i = 0; i < events;) {
                if (mailbox.put(Key.values()[(int) (i % 100)], i % 2 == 0, i)) {
                    i++;
                } else {
                    Thread.yield();
                }
            }
        }, "hook");
        hook.start();
        long[] next = new long[1];
        while (next[0] < events) {
            Thread.yield();
            mailbox.drain((key, down, at) -> {
                boolean right = at == next[0] && key.ordinal() == at % 100 && down == (at % 2 == 0);
                if (!right) {
                    throw new AssertionError(at + " " + key + " came instead of " + next[0]);
                }
                next[0]++;
            });
        }
        hook.join();
    }
}
