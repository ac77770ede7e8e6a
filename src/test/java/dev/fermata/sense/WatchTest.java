package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.Sensor.Grows;
import dev.fermata.config.profile.Sensor.Kind;
import dev.fermata.config.profile.Sensor.Region;
import dev.fermata.model.Condition;
import dev.fermata.model.SensorReading;
import dev.fermata.model.Truth;
import dev.fermata.pause.Stillness;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.platform.simulated.SimulatedScreen;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When the screen is looked at, and what of that counts for how long. */
class WatchTest {
    private static final int RED = 0xc82020;
    private static final int GREY = 0x505050;
    private static final int SIZE = 40;
    private static final Condition LOW = new Condition.Is("low");
    private static final Condition DRY = new Condition.Is("dry");

    private final HandClock clock = new HandClock();
    private final SimulatedScreen screen = new SimulatedScreen();
    private final List<String> told = new ArrayList<>();
    private int changes;
    private final Watch.Listener listener = new Watch.Listener() {
        @Override
        public void changed() {
            changes++;
        }

        @Override
        public void read(SensorReading reading) {
            told.add(clock.nanos() / 1_000_000 + " " + reading.sensor() + " " + reading.words());
        }

        @Override
        public void refused(String why) {
            told.add(why);
        }
    };
    private final Watch watch = watch(() -> screen);

    WatchTest() {
        show(GREY, GREY);
    }

    private Watch watch(Supplier<Screen> opener) {
        Senses senses = new Senses(Optional.empty(), 20, Duration.ofMillis(250), List.of(
                new Sensor("low", Kind.PIXEL, new Region(0, 0, 10, 10), Grows.RIGHT, Path.of("low"), RED, 20),
                new Sensor("dry", Kind.PIXEL, new Region(20, 0, 10, 10), Grows.RIGHT, Path.of("dry"), RED, 20)));
        return new Watch(senses, Set.of("low"), List.of(LOW), opener, clock, listener);
    }

    /** The colours of the two places. */
    private void show(int left, int right) {
        int[] rgb = new int[SIZE * SIZE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i % SIZE < SIZE / 2 ? left : right;
        }
        screen.show(SIZE, SIZE, rgb);
    }

    private long stepAt(long millis) {
        return watch.step(clock.atMillis(millis)) / 1_000_000;
    }

    private Truth over(Condition condition) {
        return watch.over(condition, clock.nanos());
    }

    private List<String> readings() {
        return watch.readings(clock.nanos()).stream().map(SensorReading::words).toList();
    }

    @Test
    void nothingIsLookedAtBeforeTheStartAndAfterAStop() {
        show(RED, RED);
        stepAt(0);
        assertEquals(0, screen.captures());
        assertEquals(Truth.UNKNOWN, over(LOW));
        assertEquals(List.of("not looked at while stopped", "not looked at while stopped"), readings());
        watch.heed(Stillness.NONE);
        stepAt(1);
        assertEquals(Truth.TRUE, over(LOW));
        watch.stopped();
        assertEquals(Truth.UNKNOWN, over(LOW), "at once, whenever it is stepped");
        long before = screen.captures();
        stepAt(60);
        assertEquals(before, screen.captures());
    }

    @Test
    void whatWasSeenBeforeAHoldCountsNoMoreAfterIt() {
        watch.heed(Stillness.NONE);
        show(RED, RED);
        stepAt(0);
        assertEquals(Truth.TRUE, over(LOW));
        watch.heed(Stillness.ALL);
        assertEquals(Truth.UNKNOWN, over(LOW));
        watch.heed(Stillness.NONE);
        assertEquals(Truth.UNKNOWN, over(LOW), "it is not older than 250 ms, but old news");
        assertEquals(List.of("not looked at yet", "not looked at yet"), readings());
        long before = screen.captures();
        stepAt(2);
        assertEquals(before + 2, screen.captures(), "read anew although nothing was drawn and the time has not come");
        assertEquals(Truth.TRUE, over(LOW));
    }

    @Test
    void aLookThatBeganBeforeAHoldIsOldNewsToo() {
        watch.heed(Stillness.NONE);
        show(RED, RED);
        screen.duringTheNextLook(() -> {
            watch.heed(Stillness.ALL);
            watch.heed(Stillness.NONE);
        });
        stepAt(10);
        assertEquals(Truth.UNKNOWN, over(LOW));
        stepAt(11);
        assertEquals(Truth.TRUE, over(LOW));
    }

    @Test
    void inAHoldOfPriorityKeysOnlyWhatRunsThenIsReadAndItIsReadOn() {
        watch.heed(Stillness.NONE);
        show(RED, RED);
        stepAt(0);
        watch.heed(Stillness.MOST);
        assertEquals(Truth.TRUE, over(LOW), "what is looked at all along stays known");
        assertEquals(Truth.UNKNOWN, over(DRY));
        assertEquals("not looked at in a hold", readings().get(1), "at once, whenever it is stepped");
        long before = screen.captures();
        show(GREY, GREY);
        stepAt(60);
        assertEquals(before + 1, screen.captures());
        assertEquals(Truth.FALSE, over(LOW));
        assertEquals(List.of("false", "not looked at in a hold"), readings());
        watch.heed(Stillness.NONE);
        assertEquals(Truth.FALSE, over(LOW));
        assertEquals(Truth.UNKNOWN, over(DRY));
        stepAt(62);
        assertEquals(Truth.FALSE, over(DRY));
    }

    @Test
    void whatIsTooOldIsUnknown() {
        watch.heed(Stillness.NONE);
        show(RED, GREY);
        stepAt(0);
        clock.atMillis(250);
        assertEquals(Truth.TRUE, over(LOW));
        clock.atMillis(251);
        assertEquals(Truth.UNKNOWN, over(LOW));
        assertEquals(Truth.UNKNOWN, over(new Condition.Not(DRY)), "nor is its contrary known");
        assertEquals(Optional.of("low: the picture is too old"), watch.blindness(LOW, clock.nanos()));
    }

    @Test
    void aStillScreenIsReadOnceAndStaysKnown() {
        watch.heed(Stillness.NONE);
        show(RED, GREY);
        long next = stepAt(0);
        assertEquals(125, next, "half of what is too old");
        for (int i = 0; i < 40; i++) {
            next = stepAt(next);
            assertEquals(Truth.TRUE, over(LOW));
        }
        assertEquals(2, screen.captures());
        assertEquals(0, watch.capturesPerSecond());
        assertEquals(1, changes, "nobody is woken for nothing");
    }

    @Test
    void whoWaitsIsWokenWhenThatTurnsAndForNothingElse() {
        watch.heed(Stillness.NONE);
        show(GREY, GREY);
        stepAt(0);
        assertEquals(1, changes, "the first look");
        show(GREY, RED);
        stepAt(50);
        assertEquals(1, changes, "nobody waits for that one");
        show(RED, RED);
        stepAt(100);
        assertEquals(2, changes);
        screen.cover(Screen.State.COVERED);
        stepAt(150);
        assertEquals(3, changes, "unknown is neither");
    }

    @Test
    void whoWaitsIsWokenAfterAllWasUnknownThoughItIsAsBefore() {
        watch.heed(Stillness.NONE);
        show(RED, RED);
        stepAt(0);
        watch.heed(Stillness.ALL);
        stepAt(50);
        watch.heed(Stillness.NONE);
        int before = changes;
        stepAt(100);
        assertEquals(before + 1, changes, "after a hold");
        watch.heed(Stillness.ALL);
        watch.heed(Stillness.NONE);
        stepAt(101);
        assertEquals(before + 2, changes, "after one that came and went between two looks");
        stepAt(350);
        assertEquals(before + 2, changes);
        assertEquals(Truth.UNKNOWN, watch.over(LOW, clock.atMillis(601)));
        stepAt(602);
        assertEquals(before + 3, changes, "after it was too old");
    }

    @Test
    void isNotLookedAtMoreOftenThanTheProfileSays() {
        watch.heed(Stillness.NONE);
        stepAt(0);
        show(RED, RED);
        assertEquals(125, stepAt(20));
        assertEquals(2, screen.captures());
        stepAt(50);
        assertEquals(4, screen.captures());
    }

    @Test
    void aChangeOnAScreenThatWasStillWaitsForNothing() {
        watch.heed(Stillness.NONE);
        stepAt(0);
        stepAt(125);
        show(RED, RED);
        stepAt(130);
        assertEquals(Truth.TRUE, over(LOW));
        show(GREY, GREY);
        stepAt(160);
        assertEquals(Truth.TRUE, over(LOW), "twenty times a second at most");
        screen.stand(Screen.State.HIDDEN);
        stepAt(180);
        stepAt(200);
        assertEquals(Truth.UNKNOWN, over(LOW));
    }

    @Test
    void countsWhatIsReadInASecondAndNothingInAHold() {
        watch.heed(Stillness.NONE);
        for (int at = 0; at <= 1_000; at += 50) {
            show(at % 100 == 0 ? RED : GREY, GREY);
            stepAt(at);
        }
        assertEquals(40, watch.capturesPerSecond());
        watch.heed(Stillness.ALL);
        assertEquals(0, watch.capturesPerSecond());
    }

    @Test
    void tellsOfEachSensorOnceASecondAtMostAndOfTheLastInTheEnd() {
        watch.heed(Stillness.NONE);
        for (int at = 0; at <= 1_100; at += 50) {
            show(at % 100 == 0 ? GREY : RED, GREY);
            stepAt(at);
        }
        watch.heed(Stillness.ALL);
        stepAt(1_150);
        assertEquals(List.of("0 low false", "0 dry false", "1050 low true"), told, "nothing in a hold");
        watch.heed(Stillness.NONE);
        show(GREY, GREY);
        stepAt(2_050);
        assertEquals("2050 low false", told.get(3));
        screen.stand(Screen.State.HIDDEN);
        stepAt(3_100);
        assertEquals(List.of("3100 low the window is not shown", "3100 dry the window is not shown"),
                told.subList(4, 6));
    }

    @Test
    void saysWhatASkillWaitsForAndWhatItCannotSee() {
        watch.heed(Stillness.NONE);
        show(GREY, RED);
        stepAt(0);
        Condition both = new Condition.Both(LOW, new Condition.Not(DRY));
        assertEquals("low is false, dry is true", watch.words(both, clock.nanos()));
        assertEquals(Optional.empty(), watch.blindness(both, clock.nanos()));
        screen.cover(Screen.State.COVERED);
        stepAt(60);
        assertEquals(Optional.of("low: covered by another window"), watch.blindness(both, clock.nanos()));
    }

    @Test
    void aScreenThatCannotBeReadIsToldOnceAndNothingIsKnown() {
        Watch blind = watch(() -> {
            throw new DesktopException("this desktop shows nothing");
        });
        blind.heed(Stillness.NONE);
        assertEquals(Clock.NEVER, blind.step(clock.atMillis(1)));
        assertEquals(Clock.NEVER, blind.step(clock.atMillis(2)));
        assertEquals(List.of("this desktop shows nothing"), told);
        assertEquals(Truth.UNKNOWN, blind.over(LOW, clock.nanos()));
        assertEquals(Optional.of("this desktop shows nothing"), blind.refusal());
        assertEquals("the desktop gave no picture", blind.readings(clock.nanos()).get(0).words());
        blind.close();
    }

    @Test
    void whatWasLearnedAndCannotBeUsedIsToldOnceAndTheScreenGivenBack() {
        Senses broken = new Senses(Optional.empty(), 20, Duration.ofMillis(250), List.of(
                new Sensor("low", Kind.BAR, new Region(0, 0, 10, 10), Grows.RIGHT, null, RED, 20)));
        List<String> given = new ArrayList<>();
        Watch blind = new Watch(broken, Set.of(), List.of(), () -> new SimulatedScreen(() -> given.add("back")), clock,
                listener);
        blind.heed(Stillness.NONE);
        assertEquals(Clock.NEVER, blind.step(clock.atMillis(1)));
        assertEquals(Clock.NEVER, blind.step(clock.atMillis(2)));
        assertEquals(List.of("back"), given);
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("what was learned cannot be used"), told::toString);
    }

    @Test
    void readersNeverSeeHalfOfALook() throws InterruptedException {
        watch.heed(Stillness.NONE);
        show(RED, RED);
        stepAt(0);
        Condition differ = new Condition.Either(new Condition.Both(LOW, new Condition.Not(DRY)),
                new Condition.Both(DRY, new Condition.Not(LOW)));
        AtomicBoolean torn = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                if (watch.over(differ, clock.nanos()) == Truth.TRUE) {
                    torn.set(true);
                }
            }
        });
        reader.start();
        for (int i = 1; i < 20_000; i++) {
            show(i % 2 == 0 ? RED : GREY, i % 2 == 0 ? RED : GREY);
            stepAt(i * 50L);
        }
        done.set(true);
        reader.join();
        assertFalse(torn.get());
    }

    @Test
    void aLookAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        watch.heed(Stillness.NONE);
        int[][] pictures = {new int[SIZE * SIZE], new int[SIZE * SIZE]};
        Arrays.fill(pictures[0], RED);
        Arrays.fill(pictures[1], GREY);
        long at = 0;
        for (int i = 0; i < 5_000; i++) {
            screen.show(SIZE, SIZE, pictures[i % 2]);
            stepAt(at += 50);
        }
        assertEquals(5_000, changes);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            // Less than a second, so that nothing is told in some of the rounds.
            for (int i = 0; i < 10; i++) {
                screen.show(SIZE, SIZE, pictures[i % 2]);
                watch.step(clock.nanos() + 50_000_000L * (10 * round + i + 1));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(screen.captures() > 10_000, "each of them was a look");
    }
}
