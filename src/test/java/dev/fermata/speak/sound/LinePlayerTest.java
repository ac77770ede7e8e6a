package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is handed to a device, and what becomes of devices that go. */
class LinePlayerTest {
    private static final long MS = 1_000_000;
    private static final int RATE = 1_000;

    /** A device that plays what it has, a sample a millisecond. */
    private final class Device implements Lines, Lines.Line {
        private final List<Integer> written = new ArrayList<>();
        private int opened;
        private boolean open;
        private boolean absent;
        private boolean stuck;
        private long playedAt;
        private int queued;
        private int flushes;
        private int capacity;
        private int largest = Integer.MAX_VALUE;

        @Override
        public Optional<Tape> openTape() {
            return Optional.empty();
        }

        @Override
        public Line open(Duration buffer) throws IOException {
            if (absent) {
                throw new IOException("no sound device can be used");
            }
            opened++;
            open = true;
            stuck = false;
            queued = 0;
            capacity = Math.min(largest, (int) buffer.toMillis());
            return this;
        }

        @Override
        public int rate() {
            return RATE;
        }

        @Override
        public int capacity() {
            return capacity;
        }

        @Override
        public int room() {
            long passed = (now - playedAt) / MS;
            playedAt = now;
            queued = stuck ? queued : (int) Math.max(0, queued - passed);
            return stuck ? 0 : capacity - queued;
        }

        @Override
        public int write(short[] samples, int count) {
            for (int i = 0; i < count; i++) {
                written.add((int) samples[i]);
            }
            queued += count;
            assertTrue(queued <= capacity, "no more than there is room for");
            return count;
        }

        @Override
        public void start() {
            playedAt = now;
        }

        @Override
        public void flush() {
            flushes++;
            written.subList(written.size() - queued, written.size()).clear();
            queued = 0;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public String toString() {
            return "device";
        }
    }

    private final Device device = new Device();
    private final List<String> told = new ArrayList<>();
    private long now;

    private LinePlayer player(double volume) {
        return new LinePlayer((Lines) device, volume, new LinePlayer.Listener() {
            @Override
            public void lost(String message) {
                told.add(message);
            }

            @Override
            public void back(String message) {
                told.add("mended: " + message);
            }
        });
    }

    /** One whose thread was late so often that it uses a line with much waiting. */
    private LinePlayer carefulPlayer() {
        LinePlayer player = player(1);
        player.start(sound(400), 0, now);
        run(player, 100);
        for (int i = 0; i < LinePlayer.MOST_DRY; i++) {
            now += 50 * MS;
            run(player, 50);
        }
        player.stop(now);
        device.written.clear();
        device.flushes = 0;
        return player;
    }

    private static Sound sound(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (i + 1_000);
        }
        return new Sound(samples, RATE);
    }

    /** Plays for so long. */
    private void run(LinePlayer player, long millis) {
        long end = now + millis * MS;
        long due = player.step(now);
        while (due <= end) {
            now = due;
            due = Math.max(player.step(now), now + MS);
        }
        now = end;
    }

    private List<Integer> sounded() {
        return device.written.stream().filter(sample -> sample != 0).toList();
    }

    @Test
    void writesTheWholeSoundAndThenSilence() {
        LinePlayer player = player(1);
        player.start(sound(600), 0, now);
        run(player, 629);
        assertEquals(599, player.position(now), "the silence on a line that was just opened takes 30 ms");
        run(player, RunningLine.TAIL.toMillis());
        assertTrue(!player.isOver(now));
        run(player, 1);
        assertTrue(player.isOver(now));
        assertEquals(600, player.stop(now));
        assertEquals(600, sounded().size());
        assertEquals(1_000, sounded().get(0));
        assertEquals(1_599, sounded().get(599));
    }

    @Test
    void onALineThatRunsASoundBeginsBehindTheLittleThatWaits() {
        LinePlayer player = player(1);
        player.start(sound(100), 0, now);
        run(player, 300);
        player.stop(now);
        run(player, 100);
        player.start(sound(100), 0, now);
        run(player, 50);
        long waited = 50 - player.position(now);
        assertTrue(waited >= 10 && waited <= HandedLine.LEAD.toMillis(), "waited " + waited);
        assertEquals(1, device.opened);
        assertEquals(0, device.flushes);
    }

    @Test
    void anInterruptionFadesBehindTheLittleThatWaitsAndItGoesOnThereSwelling() {
        LinePlayer player = player(1);
        player.start(sound(600), 0, now);
        run(player, 330);
        int before = sounded().size();
        int reached = (int) player.stop(now);
        assertEquals(before, reached, "where it fades");
        assertTrue(reached - 300 <= HandedLine.LEAD.toMillis());
        assertEquals(0, device.flushes);
        List<Integer> fade = sounded().subList(before, sounded().size());
        assertEquals(3, fade.size());
        int last = 1_000 + reached;
        for (int sample : fade) {
            assertTrue(sample > 0 && sample < last, fade::toString);
            last = sample;
        }
        run(player, 100);
        assertEquals(before + 3, sounded().size(), "and silence");
        device.written.clear();
        player.start(sound(600), reached, now);
        run(player, 20);
        int on = 1_000 + reached;
        assertEquals(List.of(Math.round((on + 1) / 4f), Math.round((on + 2) / 2f), Math.round((on + 3) * 0.75f), on + 4),
                sounded().subList(0, 4));
    }

    @Test
    void aDeviceThatTakesLessThanIsAskedForIsGivenNoMoreThanItTakes() {
        device.largest = 8;
        LinePlayer player = player(1);
        player.start(sound(300), 0, now);
        run(player, 200);
        player.stop(now);
        assertTrue(sounded().size() > 150, "it plays, and nobody waits for room");
    }

    @Test
    void volumeIsPutIntoTheSamples() {
        LinePlayer player = player(0.5);
        player.start(sound(10), 0, now);
        run(player, 50);
        assertEquals(List.of(500, 501, 501), sounded().subList(0, 3));
    }

    @Test
    void anotherVolumeCountsFromTheNextSoundOnOnTheSameLine() {
        LinePlayer player = player(0.5);
        player.start(sound(10), 0, now);
        run(player, 50);
        int before = sounded().size();
        player.setVolume(1);
        player.start(sound(10), 0, now);
        run(player, 50);
        assertEquals(List.of(1_000, 1_001, 1_002), sounded().subList(before, before + 3));
    }

    @Test
    void aThreadThatIsLateAgainAndAgainGetsALineWithMuchWaitingForAWhile() {
        LinePlayer player = player(1);
        player.start(sound(2_000), 0, now);
        run(player, 100);
        now += 50 * MS;
        run(player, 100);
        assertEquals(1, device.opened, "once is nothing");
        now += 50 * MS;
        run(player, 100);
        assertEquals(2, device.opened);
        assertEquals(HandedLine.DEEP.toMillis(), device.capacity);
        assertEquals(2, player.gaps());
        now += 200 * MS;
        run(player, 2_000);
        assertTrue(player.isOver(now));
        assertEquals(2, player.gaps());
        List<Integer> all = sounded();
        assertEquals(2_000, all.stream().filter(each -> each >= 1_000).distinct().count(), "nothing is left out");
        player.stop(now);
        run(player, LinePlayer.CAREFUL.toMillis());
        player.start(sound(100), 0, now);
        run(player, 100);
        assertEquals(HandedLine.CLOSE.toMillis(), device.capacity);
        assertEquals(List.of(), told);
    }

    @Test
    void whatRunsDryInSilenceIsNoGapButTellsOfABusyMachine() {
        LinePlayer player = player(1);
        player.start(sound(100), 0, now);
        run(player, 200);
        player.stop(now);
        run(player, 500);
        for (int i = 0; i < 3; i++) {
            now += 50 * MS;
            run(player, 10);
        }
        assertEquals(0, player.gaps(), "nobody heard it");
        player.start(sound(100), 0, now);
        run(player, 300);
        assertEquals(HandedLine.DEEP.toMillis(), device.capacity, "the next sound is to have none");
        assertEquals(0, player.gaps());
        assertEquals(200, sounded().size());
    }

    @Test
    void whereMuchWaitsAnInterruptionThrowsItAway() {
        LinePlayer player = carefulPlayer();
        player.start(sound(600), 0, now);
        run(player, 330);
        int reached = (int) player.stop(now);
        assertTrue(Math.abs(reached - 310) <= 20, "was " + reached);
        assertEquals(2, device.flushes, "before the sound and at its interruption");
        run(player, 100);
        assertTrue(Math.abs(sounded().size() - reached) <= 20, sounded().size() + " of " + reached);
    }

    @Test
    void withoutADeviceTheTimeIsKeptAndThatIsSaidOnce() {
        device.absent = true;
        LinePlayer player = player(1);
        for (int i = 0; i < 3; i++) {
            player.start(sound(100), 0, now);
            run(player, 99);
            assertTrue(!player.isOver(now));
            run(player, 1);
            assertTrue(player.isOver(now));
            assertEquals(100, player.stop(now));
        }
        assertEquals(List.of("nothing is heard: no sound device can be used; what is spoken keeps its time in silence"),
                told);
        device.absent = false;
        now += LinePlayer.LOOK_AGAIN.toNanos();
        player.start(sound(100), 0, now);
        run(player, 130);
        assertEquals("mended: there is a sound device again", told.get(1));
        assertEquals(100, sounded().size());
    }

    @Test
    void aDeviceThatTakesNothingForLongIsOpenedAnewAndNothingIsLeftOut() {
        LinePlayer player = player(1);
        player.start(sound(2_000), 0, now);
        run(player, 500);
        device.stuck = true;
        run(player, 3_000);
        assertEquals(1, device.opened, "it had something waiting at first");
        run(player, 60);
        assertEquals(2, device.opened);
        assertEquals(List.of("the sound device takes nothing any more", "mended: there is a sound device again"), told);
        run(player, 2_000);
        assertTrue(player.isOver(now));
        List<Integer> whole = sounded();
        for (int i = 1; i < whole.size(); i++) {
            assertTrue(whole.get(i) - whole.get(i - 1) <= 1 || whole.get(i) < 2_000 + 1_000, "nothing is skipped");
        }
        assertEquals(2_999, whole.get(whole.size() - 1));
    }

    @Test
    void aThreadThatIsLateLosesNothing() {
        LinePlayer player = player(1);
        player.start(sound(600), 0, now);
        run(player, 100);
        now += 1_000 * MS;
        run(player, 100);
        assertTrue(player.position(now) < 600);
        run(player, 450);
        assertEquals(600, sounded().size());
    }

    @Test
    void anIdleLineIsClosedAfterAWhile() {
        LinePlayer player = player(1);
        player.start(sound(100), 0, now);
        run(player, 200);
        player.stop(now);
        run(player, LinePlayer.LINGER.toMillis() - 1);
        assertTrue(device.open);
        run(player, HandedLine.FEED_SILENCE.toMillis());
        assertTrue(!device.open);
        assertEquals(Clock.NEVER, player.step(now));
    }
}
