package dev.fermata.platform.evdev;

import static dev.fermata.platform.evdev.LabAgent.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** A stream of taps on the keyboard, and how long each takes to the virtual device, whoever passes it on. */
final class LatencyStream {
    static final String BOARD = "board";
    /** Microseconds from one event to the next. */
    static final int[] PACES = {5_000, 1_000};

    private static final String KEYD = "keyd virtual keyboard";
    private static final int EVENTS = 2_000;
    private static final int A = 30;

    private final Lab hardware;
    private final Lab game;

    LatencyStream(Lab hardware, Lab game) {
        this.hardware = hardware;
        this.game = game;
    }

    /** What keyd takes for the same, by its pace; nothing where there is none (property {@code keyd}). */
    Map<Integer, Long> keyd(Path folder) throws IOException, InterruptedException {
        Map<Integer, Long> peers = new LinkedHashMap<>();
        if (System.getProperty("keyd", "").isEmpty()) {
            return peers;
        }
        // Where keyd was built to look for it.
        Files.createDirectories(Path.of("/run/keyd"));
        Files.writeString(Path.of("/run/keyd/default.conf"), "[ids]\n*\n[main]\n");
        Process keyd = new ProcessBuilder(System.getProperty("keyd")).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keyd.log").toFile()).start();
        try {
            soon().until(() -> game.isTaken(BOARD));
            game.ask("down " + KEYD.replace(' ', '_'), "down " + KEYD);
            game.say("watch " + KEYD.replace(' ', '_'));
            for (int micros : PACES) {
                try {
                    peers.put(micros, play(KEYD, micros));
                } catch (ConditionTimeoutException e) {
                    System.out.println("keyd at " + 1_000_000 / micros + " events/s: " + e.getMessage());
                }
            }
        } finally {
            keyd.destroyForcibly().waitFor();
        }
        soon().until(() -> !game.isTaken(BOARD));
        return peers;
    }

    /** Plays it; returns the 99th percentile of nanoseconds from the hardware's event to the virtual device's. */
    long play(String device, int micros) {
        game.mark();
        game.say("wait all 1");
        hardware.ask("stream " + BOARD + " " + A + " " + EVENTS + " " + micros, "done stream");
        game.say("wait all 0");
        List<Long> sent = hardware.lines().stream().filter(line -> line.startsWith("sent "))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).toList();
        soon().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                assertEquals(EVENTS, taps(device).size(), () -> "not all came through, " + game.missed()));
        List<Lab.Got> got = taps(device);
        long[] nanos = new long[EVENTS];
        for (int i = 0; i < nanos.length; i++) {
            assertEquals(i % 2 == 0 ? 1 : 0, got.get(i).value(), "in their order");
            nanos[i] = got.get(i).nanos() - sent.get(sent.size() - EVENTS + i);
        }
        Arrays.sort(nanos);
        System.out.println("latency of '" + device + "' at " + 1_000_000 / micros + " events/s: p50 "
                + nanos[EVENTS / 2] / 1_000 + " us, p99 " + nanos[EVENTS / 100 * 99] / 1_000 + " us, worst "
                + nanos[EVENTS - 1] / 1_000 + " us");
        return nanos[EVENTS / 100 * 99];
    }

    private List<Lab.Got> taps(String device) {
        return game.got(device).stream().filter(each -> each.type() == Codes.EV_KEY && each.code() == A
                && each.value() < 2).toList();
    }
}
