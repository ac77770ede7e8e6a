package dev.fermata.speak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sound server of a test's own, with a device that plays into nothing and can be listened to. */
public final class SoundServer implements AutoCloseable {
    static final int RATE = 48_000;

    private final Path folder;
    private Process server;

    public SoundServer(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.writeString(folder.resolve(".asoundrc"), """
                pcm.!default { type pulse }
                ctl.!default { type pulse }
                """);
        start();
    }

    /** Whether everything is here that this needs. */
    public static boolean isHere() {
        return Files.isExecutable(Path.of("/usr/bin/pulseaudio")) && Files.isExecutable(Path.of("/usr/bin/parec"))
                && Files.exists(Path.of("/usr/share/alsa/alsa.conf.d/50-pulseaudio.conf"));
    }

    void start() throws IOException, InterruptedException {
        server = builder("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit=true",
                "-L", "module-null-sink sink_name=t rate=" + RATE + " channels=1",
                "-L", "module-native-protocol-unix").redirectErrorStream(true)
                .redirectOutput(folder.resolve("pulse.log").toFile()).start();
        for (int i = 0; i < 200 && !Files.exists(folder.resolve("pulse/native")); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(100);
    }

    void kill() throws InterruptedException, IOException {
        server.destroyForcibly().waitFor();
        Files.deleteIfExists(folder.resolve("pulse/native"));
        Files.deleteIfExists(folder.resolve("pulse/pid"));
    }

    /** What a program needs around it to use this server. */
    public Map<String, String> environment() {
        return Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.toString());
    }

    public ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        builder.environment().remove("PULSE_SERVER");
        return builder;
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
