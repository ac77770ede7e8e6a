package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard of a tape that is written anew at interruptions, at servers that are late. */
class RewrittenLineTest {
    private static final long MS = 1_000_000;
    private static final int RATE = FakeTape.RATE;
    private static final int PER_MS = RATE / 1_000;
    private static final int FADE = 3 * PER_MS;
    private static final int SWELL = 4 * PER_MS;

    private final List<FakeTape> tapes = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final LinePlayer player = new LinePlayer(new Lines() {
        @Override
        public Optional<Tape> openTape() {
            tapes.add(new FakeTape(now));
            return Optional.of(tape());
        }

        @Override
        public Line open(Duration buffer) throws IOException {
            throw new IOException("there is a tape");
        }
    }, 1, new LinePlayer.Listener() {
        @Override
        public void lost(String message) {
            told.add(message);
        }

        @Override
        public void back(String message) {
            told.add("mended: " + message);
        }
    });
    private long now = MS;
    private long due = Clock.NEVER;

    private FakeTape tape() {
        return tapes.get(tapes.size() - 1);
    }

    private static Sound sound(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (i % 20_000 + 1_000);
        }
        return new Sound(samples, RATE);
    }

    private void start(Sound sound, long position) {
        player.start(sound, position, now);
        step();
    }

    private void step() {
        tape().advance(now);
        due = player.step(now);
        // Whoever waits for an answer is later than it was.
        now = Math.max(now, tape().time());
    }

    private long stop() {
        tape().advance(now);
        long reached = player.stop(now);
        now = Math.max(now, tape().time());
        step();
        return reached;
    }

    private void run(long millis) {
        long end = now + millis * MS;
        while (due <= end) {
            now = Math.max(now, due);
            step();
        }
        now = Math.max(now, end);
        tape().advance(now);
    }

    /** What is heard of a sound that begins at a place and is interrupted. */
    private static void expect(short[] heard, Sound sound, long place, long from, long reached) {
        int length = (int) (reached - from);
        for (int i = 0; i < length + FADE && from + i < sound.length() && place + i < heard.length; i++) {
            double swelling = from == 0 ? 1 : Math.min(1, (double) i / SWELL);
            double gain = i < length ? swelling : length == 0 ? 0 : swelling * LineRate.falling(i - length, FADE);
            heard[(int) place + i] = (short) Math.round(sound.samples()[(int) from + i] * gain);
        }
    }

    @Test
    void aSoundIsHeardAtOnceAndWhole() {
        start(sound(RATE), 0);
        run(1_070);
        assertTrue(!player.isOver(now));
        run(30);
        assertTrue(player.isOver(now));
        assertEquals(RATE, stop());
        run(100);
        short[] expected = new short[tape().heard().length];
        expect(expected, sound(RATE), tape().placed().get(0), 0, RATE);
        assertArrayEquals(expected, tape().heard());
        assertEquals(30, tape().placed().get(0) / PER_MS - 5, "on a tape that was just opened after 30 ms");
        start(sound(RATE), 0);
        long asked = now * RATE / 1_000 / MS;
        assertTrue(tape().placed().get(1) <= asked + 2 * FakeTape.BLOCK, "and then at once");
    }

    @Test
    void whatWaitsIsWrittenAnewAtAnInterruptionAndItGoesOnAtThatSample() {
        Sound sound = sound(2 * RATE);
        start(sound, 0);
        run(500);
        long asked = now;
        long reached = stop();
        run(300);
        short[] heard = tape().heard();
        int end = heard.length;
        while (heard[end - 1] == 0) {
            end--;
        }
        assertEquals(tape().placed().get(0) + reached + FADE, end);
        assertTrue(end - asked * RATE / 1_000 / MS < 15 * PER_MS, "within 15 ms");
        start(sound, reached);
        run(2_000);
        assertTrue(player.isOver(now));
        short[] expected = new short[tape().heard().length];
        expect(expected, sound, tape().placed().get(0), 0, reached);
        expect(expected, sound, tape().placed().get(1), reached, sound.length());
        assertArrayEquals(expected, tape().heard());
    }

    @Test
    void anotherSoundDoesNotRunIntoTheFading() {
        start(sound(RATE), 0);
        run(500);
        long reached = stop();
        start(sound(RATE), 0);
        long faded = tape().placed().get(0) + reached + FADE;
        assertTrue(tape().placed().get(1) >= faded);
        assertTrue(tape().placed().get(1) <= faded + FakeTape.BLOCK, "and waits for nothing else");
    }

    @Test
    void oneThatIsStoppedBeforeItIsHeardIsNotHeard() {
        start(sound(RATE), 0);
        run(500);
        long reached = stop();
        start(sound(RATE), 0);
        assertEquals(0, stop());
        run(300);
        short[] expected = new short[tape().heard().length];
        expect(expected, sound(RATE), tape().placed().get(0), 0, reached);
        assertArrayEquals(expected, tape().heard());
    }

    @Test
    void theEndIsNotTakenForAnInterruption() {
        start(sound(RATE), 0);
        run(1_028);
        assertEquals(RATE, stop());
    }

    @Test
    void aThreadThatIsLateForLongLeavesAGapAndNothingOut() {
        Sound sound = sound(4 * RATE);
        start(sound, 0);
        run(500);
        now += 900 * MS;
        run(100);
        assertEquals(0, player.gaps());
        now += 1_500 * MS;
        run(6_000);
        assertEquals(1, player.gaps());
        assertTrue(!player.isCareful(now), "there is no line that would bear it better");
        assertTrue(player.isOver(now));
        short[] heard = tape().heard();
        long first = tape().placed().get(0);
        long second = tape().placed().get(1);
        int before = 0;
        while (heard[(int) first + before] != 0) {
            before++;
        }
        short[] expected = new short[heard.length];
        expect(expected, sound, first, 0, before);
        Arrays.fill(expected, (int) first + before, expected.length, (short) 0);
        expect(expected, sound, second, before, sound.length());
        assertArrayEquals(expected, heard);
    }

    @Test
    void aServerThatGoesLeavesTheRestForTheNextOne() {
        Sound sound = sound(2 * RATE);
        start(sound, 0);
        run(500);
        tape().gone = true;
        run(40);
        assertEquals(2, tapes.size());
        assertTrue(tapes.get(0).closed);
        assertEquals(List.of("the sound device takes nothing any more", "mended: there is a sound device again"), told);
        run(2_000);
        assertTrue(player.isOver(now));
    }

    @Test
    void oneThatStandsStillIsOpenedAnew() {
        start(sound(2 * RATE), 0);
        run(500);
        tape().standsStill = true;
        run(RunningLine.GONE.toMillis() - 50);
        assertEquals(1, tapes.size());
        run(100);
        assertEquals(2, tapes.size());
        assertTrue(Math.abs(player.position(now) - RATE * 6 / 10) < RATE / 10, "it goes on where it stood still");
    }

    /** Random sounds, interruptions and lateness that it has to bear: what is heard is what was meant, every sample. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatIsHeardIsWhatWasMeant(int seed) {
        Random random = new Random(seed);
        List<short[]> meant = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Sound sound = sound(100 + random.nextInt(2 * RATE));
            long from = random.nextInt(3) == 0 ? random.nextInt(sound.length()) : 0;
            start(sound, from);
            if (i == 0) {
                tape().way = () -> random.nextInt(10) == 0 ? random.nextInt(4_000_000) : random.nextInt(500_000);
                tape().lateness = () -> random.nextInt(20) == 0 ? random.nextInt((int) (30 * MS)) : 0;
            }
            int place = tape().placed().get(tape().placed().size() - 1).intValue();
            for (int turns = random.nextInt(12); turns > 0 && !player.isOver(now); turns--) {
                run(20 + random.nextInt(100));
                now += random.nextInt(5) == 0 ? random.nextInt(200) * MS : 0;
                step();
            }
            long reached = stop();
            meant.add(new short[] {});
            short[] expected = new short[place + sound.length()];
            expect(expected, sound, place, from, reached);
            meant.set(i, Arrays.copyOfRange(expected, place, expected.length));
            run(random.nextInt(4) * 50L);
        }
        run(3_000);
        short[] all = new short[tape().heard().length];
        for (int i = 0; i < meant.size(); i++) {
            System.arraycopy(meant.get(i), 0, all, tape().placed().get(i).intValue(),
                    Math.min(meant.get(i).length, all.length - tape().placed().get(i).intValue()));
        }
        assertEquals(0, player.gaps());
        assertArrayEquals(all, tape().heard());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whereTheServerGetsItTooLateItIsSilentFromThenOn(int seed) {
        Random random = new Random(seed);
        Sound sound = sound(60 * RATE / 4);
        long from = 0;
        for (int i = 0; i < 20; i++) {
            start(sound, from);
            run(100 + random.nextInt(300));
            tape().way = () -> 100_000 + random.nextInt((int) (30 * MS));
            long reached = stop();
            long silentAt = tape().time();
            long most = tape().heard().length + FADE + 5 * PER_MS;
            tape().way = () -> 300_000;
            run(300);
            short[] heard = tape().heard();
            int end = heard.length;
            while (heard[end - 1] == 0) {
                end--;
            }
            assertTrue(end <= most, "heard for " + (end - most) + " samples too long at " + silentAt);
            long heardTo = from + end - tape().placed().get(i);
            assertTrue(Math.abs(heardTo - reached) <= 40 * PER_MS, "reached " + reached + ", heard " + heardTo);
            from = reached;
        }
    }
}
