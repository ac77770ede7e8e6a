package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is handed to a device, and what becomes of devices that go. */
class LinePlayerTest {
    private static final long MS = 1_000_000;
    private static final int RATE = 1_000;

    /** A device with room for a quarter of a second, which plays what it has a sample a millisecond. */
    private final class Device implements Lines, Lines.Line {
        private final List<Integer> written = new ArrayList<>();
        private int opened;
        private boolean open;
        private boolean absent;
        private boolean stuck;
        private long playedAt;
        private int queued;
        private int flushes;

        @Override
        public Line open(int rate) throws IOException {
            if (absent) {
                throw new IOException("no sound device can be used");
            }
            opened++;
            open = true;
            stuck = false;
            queued = 0;
            return this;
        }

        @Override
        public int room() {
            long passed = (now - playedAt) / MS;
            playedAt = now;
            queued = stuck ? queued : (int) Math.max(0, queued - passed);
            return stuck ? 0 : 250 - queued;
        }

        @Override
        public int write(byte[] samples, int count) {
            for (int i = 0; i < count; i++) {
                written.add((int) (short) (samples[2 * i] & 0xff | samples[2 * i + 1] << 8));
            }
            queued += count;
            return count;
        }

        @Override
        public void start() {
            playedAt = now;
        }

        @Override
        public void flush() {
            flushes++;
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
        return new LinePlayer((Lines) device, volume, told::add);
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
        run(player, 609);
        assertEquals(599, player.position(now));
        run(player, 1 + LinePlayer.TAIL.toMillis());
        assertTrue(player.isOver(now));
        assertEquals(600, player.stop(now));
        assertEquals(600, sounded().size());
        assertEquals(1_000, sounded().get(0));
        assertEquals(1_599, sounded().get(599));
    }

    @Test
    void isNotOverBeforeTheLateDeviceHasHadItsTail() {
        LinePlayer player = player(1);
        player.start(sound(600), 0, now);
        run(player, 609 + LinePlayer.TAIL.toMillis());
        assertTrue(!player.isOver(now), "the silence before it takes 10 ms");
    }

    @Test
    void tellsWhereItFellSilentAndGoesOnThereSwelling() {
        LinePlayer player = player(1);
        player.start(sound(600), 0, now);
        run(player, 310);
        assertEquals(300, player.stop(now));
        assertEquals(2, device.flushes, "before the sound and at its interruption");
        device.written.clear();
        player.start(sound(600), 300, now);
        run(player, 10);
        assertEquals(300, player.position(now));
        assertEquals(List.of(1_301 / 4, 1_302 / 2, 1_303 * 3 / 4, 1_304), sounded().subList(0, 4));
    }

    @Test
    void volumeIsPutIntoTheSamples() {
        LinePlayer player = player(0.5);
        player.start(sound(10), 0, now);
        run(player, 5);
        assertEquals(List.of(500, 501, 501), sounded().subList(0, 3));
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
        run(player, 50);
        assertEquals("there is a sound device again", told.get(1));
        assertEquals(100, sounded().size());
    }

    @Test
    void aDeviceThatTakesNothingForLongIsOpenedAnewAndNothingIsLeftOut() {
        LinePlayer player = player(1);
        player.start(sound(2_000), 0, now);
        run(player, 500);
        device.stuck = true;
        run(player, 3_200);
        assertEquals(1, device.opened, "it had something waiting at first");
        run(player, 60);
        assertEquals(2, device.opened);
        assertEquals(List.of("the sound device takes nothing any more"), told);
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
        run(player, 400);
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
        run(player, LinePlayer.FEED_SILENCE.toMillis());
        assertTrue(!device.open);
        assertEquals(Clock.NEVER, player.step(now));
    }
}
