package dev.fermata.listen.sound;

import dev.fermata.listen.Utterance;
import dev.fermata.speak.sound.LiveResampler;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a microphone hears, in frames of one length at {@link Utterance#RATE}, whatever its rate is. It is opened by the
 * first {@link #read}. Where there is none that is said once, and one is looked for again, every {@link #LOOK_AGAIN};
 * one that gives nothing for {@link #GONE} is closed, for its device has gone. Kept nowhere. One thread.
 */
public final class Microphone implements AutoCloseable {
    /** After how long a device that gives nothing is given up: a busy sound server may give its first sound late. */
    public static final Duration GONE = Duration.ofSeconds(5);
    /** How often a device is looked for where there is none. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final long NANOS = 1_000_000_000L;
    private static final int MOST_AT_ONCE = 48_000;

    /** Hears of the device, in words for people. Called by the reading thread. */
    public interface Listener {
        /** Nothing is heard: there is no device, or it has gone. */
        void lost(String message);

        /** There is one again. */
        void back(String message);
    }

    /** Takes frames. */
    @FunctionalInterface
    public interface Frames {
        /** @param startNanos when its first sample was heard, by our own clock, as near as can be told */
        void take(short[] frame, long startNanos);
    }

    private final Inputs inputs;
    private final int length;
    private final Listener listener;
    private final short[] block = new short[MOST_AT_ONCE];
    /** Null while there is none. */
    private Inputs.Input input;
    private LiveResampler resampler;
    /** Samples that make no whole frame yet. */
    private short[] rest = new short[0];
    private long heardAt;
    private long lookAt = Long.MIN_VALUE;
    private boolean told;

    /** @param length of a frame, in samples */
    public Microphone(Inputs inputs, int length, Listener listener) {
        this.inputs = inputs;
        this.length = length;
        this.listener = listener;
    }

    /** Hands over what has been heard since; never waits, but for a device that is opened. */
    public void read(long nowNanos, Frames frames) {
        if (input == null && !open(nowNanos)) {
            return;
        }
        int count = input.read(block);
        if (count > 0) {
            heardAt = nowNanos;
            cut(resampler.take(block, count), nowNanos, frames);
        } else if (nowNanos - heardAt >= GONE.toNanos()) {
            close();
            lost("the microphone gives nothing any more", nowNanos);
        }
    }

    private boolean open(long nowNanos) {
        if (nowNanos < lookAt) {
            return false;
        }
        try {
            input = inputs.open();
        } catch (IOException e) {
            lost(e.getMessage(), nowNanos);
            return false;
        }
        resampler = new LiveResampler(input.rate(), Utterance.RATE);
        rest = new short[0];
        heardAt = nowNanos;
        if (told) {
            told = false;
            listener.back("there is a microphone again");
        }
        return true;
    }

    private void lost(String message, long nowNanos) {
        lookAt = nowNanos + LOOK_AGAIN.toNanos();
        if (!told) {
            told = true;
            listener.lost("nothing is listened to: " + message);
        }
    }

    private void cut(short[] more, long nowNanos, Frames frames) {
        short[] all = Arrays.copyOf(rest, rest.length + more.length);
        System.arraycopy(more, 0, all, rest.length, more.length);
        int at = 0;
        for (; at + length <= all.length; at += length) {
            frames.take(Arrays.copyOfRange(all, at, at + length),
                    nowNanos - (all.length - at) * NANOS / Utterance.RATE);
        }
        rest = Arrays.copyOfRange(all, at, all.length);
    }

    /** Gives the device back; a later {@link #read} opens it again. */
    @Override
    public void close() {
        if (input != null) {
            input.close();
            input = null;
        }
    }
}
