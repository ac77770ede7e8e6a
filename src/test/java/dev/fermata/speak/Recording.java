package dev.fermata.speak;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What the server's device plays, with the time of each sample. */
final class Recording {
    private static final int RATE = SoundServer.RATE;

    private final Clock clock;
    private final short[] samples = new short[RATE * 60 * 12];
    private int length;
    /** When the first sample was played: the earliest that any read tells. */
    private long origin = Long.MAX_VALUE;

    Recording(Clock clock) {
        this.clock = clock;
    }

    void start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("parec", "-d", "t.monitor", "--raw", "--format=s16le",
                "--rate=" + RATE,
                "--channels=1", "--latency-msec=5").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(() -> read(process.getInputStream()), "recording");
        reader.setDaemon(true);
        reader.start();
        while (length() < RATE / 10) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void read(InputStream in) {
        byte[] block = new byte[4_096];
        try {
            int odd = 0;
            int got;
            while ((got = in.read(block, odd, block.length - odd)) > 0) {
                add(block, odd + got);
                odd = (odd + got) % 2;
                block[0] = odd == 1 ? block[got] : block[0];
            }
        } catch (IOException e) {
            SoundProbe.say("recording", e);
        }
    }

    private synchronized void add(byte[] block, int bytes) {
        for (int i = 0; i + 1 < bytes; i += 2) {
            samples[length++] = (short) (block[i] & 0xff | block[i + 1] << 8);
        }
        origin = Math.min(origin, clock.nanos() - nanos(length));
    }

    private static long nanos(long count) {
        return count * 1_000_000_000L / RATE;
    }

    synchronized int length() {
        return length;
    }

    synchronized short[] from(int index) {
        return Arrays.copyOfRange(samples, index, length);
    }

    synchronized short[] between(int from, int end) {
        return Arrays.copyOfRange(samples, from, Math.min(length, end));
    }

    synchronized long timeOf(int index) {
        return origin + nanos(index);
    }

    synchronized int indexAt(long nanos) {
        return (int) ((nanos - origin) / 1_000 * RATE / 1_000_000);
    }

    synchronized int firstLoud(int from) {
        int i = from;
        while (samples[i] == 0) {
            i++;
        }
        return i;
    }

    /** The first sample from that one on after which nothing is heard for 50 ms. */
    synchronized int silentFrom(int from) {
        int last = from;
        for (int i = from; i < Math.min(length, last + RATE / 20); i++) {
            if (samples[i] != 0) {
                last = i + 1;
            }
        }
        return last;
    }
}
