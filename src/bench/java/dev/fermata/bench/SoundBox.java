package dev.fermata.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sound server of its own whose device plays into nothing, and how loud it was in each millisecond. Thread-safe. */
final class SoundBox implements AutoCloseable {
    private static final int RATE = 48_000;
    private static final int SAMPLES_A_MILLI = RATE / 1_000;
    private static final int LOUD = 100;
    private static final long MS = 1_000_000;

    private final Path folder;
    private final Process server;
    private final Process recorder;
    private final short[] loudest;
    private long samples;
    /** When the first sample was played: the earliest that any read tells. */
    private long origin = Long.MAX_VALUE;

    /** @param minutes how long it listens at most */
    SoundBox(Path folder, double minutes) throws IOException, InterruptedException {
        this.folder = folder;
        loudest = new short[(int) (minutes * 60_000)];
        Files.writeString(folder.resolve(".asoundrc"), "pcm.!default { type pulse }\nctl.!default { type pulse }\n");
        server = start(List.of("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit=true",
                "-L", "module-null-sink sink_name=t rate=" + RATE + " channels=1", "-L", "module-native-protocol-unix"));
        for (int i = 0; i < 200 && !Files.exists(folder.resolve("pulse/native")); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(100);
        recorder = start(List.of("parec", "-d", "t.monitor", "--raw", "--format=s16le", "--rate=" + RATE, "--channels=1",
                "--latency-msec=5"));
        Thread reader = new Thread(this::read, "recording");
        reader.setDaemon(true);
        reader.start();
        for (int i = 0; i < 500 && millis() < 100; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (millis() < 100) {
            close();
            throw new IOException("nothing can be recorded: " + Files.readString(folder.resolve("sound.log")));
        }
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        builder.environment().remove("PULSE_SERVER");
        if (command.get(0).equals("parec")) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true).redirectOutput(folder.resolve("sound.log").toFile());
        }
        return builder.start();
    }

    /** What a program needs around it to be heard on it. */
    Map<String, String> environment() {
        return Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.toString());
    }

    private void read() {
        byte[] block = new byte[1_024];
        try (InputStream in = recorder.getInputStream()) {
            int got = in.readNBytes(block, 0, block.length);
            while (got == block.length) {
                add(block);
                got = in.readNBytes(block, 0, block.length);
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    private synchronized void add(byte[] block) {
        for (int i = 0; i < block.length; i += 2) {
            int at = (int) (samples++ / SAMPLES_A_MILLI);
            int loud = Math.abs((short) (block[i] & 0xff | block[i + 1] << 8));
            if (at < loudest.length && loud > loudest[at]) {
                loudest[at] = (short) Math.min(Short.MAX_VALUE, loud);
            }
        }
        origin = Math.min(origin, System.nanoTime() - samples * 1_000_000_000L / RATE);
    }

    private synchronized long millis() {
        return samples / SAMPLES_A_MILLI;
    }

    /** When something was heard first from that time on; {@link Long#MAX_VALUE} where nothing was. */
    synchronized long heardFrom(long nanos) {
        for (int at = (int) Math.max(0, (nanos - origin) / MS); at < Math.min(loudest.length, millis()); at++) {
            if (loudest[at] > LOUD) {
                return origin + at * MS;
            }
        }
        return Long.MAX_VALUE;
    }

    /** How long something was heard altogether, in seconds. */
    synchronized double secondsHeard() {
        int loud = 0;
        for (short each : loudest) {
            loud += each > LOUD ? 1 : 0;
        }
        return loud / 1_000.0;
    }

    @Override
    public void close() {
        if (recorder != null) {
            recorder.destroyForcibly();
        }
        server.destroyForcibly();
    }
}
