package dev.fermata.listen.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.listen.Utterance;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicrophoneTest {
    private static final long MS = 1_000_000;
    private static final int FRAME = 480;

    private final Deque<short[]> heard = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<short[]> frames = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private boolean isThere = true;
    private int opened;
    private int closed;
    private final Microphone microphone = new Microphone(new Fake(), FRAME, new Microphone.Listener() {
        @Override
        public void lost(String message) {
            told.add(message);
        }

        @Override
        public void back(String message) {
            told.add(message);
        }
    });

    private final class Fake implements Inputs, Inputs.Input {
        @Override
        public Input open() throws IOException {
            if (!isThere) {
                throw new IOException("no microphone can be used");
            }
            opened++;
            return this;
        }

        @Override
        public int rate() {
            return Utterance.RATE;
        }

        @Override
        public int read(short[] into) {
            short[] next = heard.poll();
            if (next == null) {
                return 0;
            }
            System.arraycopy(next, 0, into, 0, next.length);
            return next.length;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private void read(long millis) {
        microphone.read(millis * MS, (frame, start) -> {
            frames.add(frame);
            starts.add(start / MS);
        });
    }

    private static short[] counted(int from, int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (from + i);
        }
        return samples;
    }

    @Test
    void piecesOfAnyLengthBecomeFramesOfOneWithTheirTimes() {
        heard.add(counted(0, 700));
        heard.add(counted(700, 100));
        heard.add(counted(800, 640));
        read(100);
        read(110);
        read(150);
        assertEquals(3, frames.size());
        assertEquals(List.of(56L, 90L, 120L), starts);
        for (int i = 0; i < 3 * FRAME; i++) {
            assertEquals(i, frames.get(i / FRAME)[i % FRAME]);
        }
    }

    @Test
    void oneThatGivesNothingIsOpenedAgain() {
        heard.add(new short[FRAME]);
        read(0);
        read(4_999);
        assertEquals(0, closed);
        read(5_000);
        assertEquals(1, closed);
        assertEquals(List.of("nothing is listened to: the microphone gives nothing any more"), told);
        read(9_999);
        assertEquals(1, opened);
        read(10_000);
        assertEquals(2, opened);
        assertEquals("there is a microphone again", told.get(1));
    }

    @Test
    void whereThereIsNoneThatIsToldOnce() {
        isThere = false;
        read(0);
        read(5_000);
        read(10_000);
        assertEquals(List.of("nothing is listened to: no microphone can be used"), told);
        isThere = true;
        heard.add(new short[FRAME]);
        read(15_000);
        assertEquals(2, told.size());
        assertEquals(1, frames.size());
    }
}
