package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.speak.sound.LinePlayer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard at a sound server. */
@Tag("desktop")
@Tag("long")
class SoundServerDesktopTest {
    /** A collector and a compiler as the agent has them: others stop its threads for longer. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmn4m", "-XX:TieredStopAtLevel=1");
    /** Samples: 30 ms, where the server is so late that it gets the silence when it has read on. */
    private static final int MOST_ERROR = SoundServer.RATE * 30 / 1_000;

    @TempDir Path folder;
    private SoundServer server;
    private Process probe;
    private final List<Process> busy = new ArrayList<>();

    @BeforeEach
    void startServer() throws Exception {
        assumeTrue(SoundServer.isHere(), "needs pulseaudio, pulseaudio-utils and libasound2-plugins");
        server = new SoundServer(folder);
    }

    @AfterEach
    void stopServer() {
        busy.forEach(Process::destroyForcibly);
        if (probe != null) {
            probe.destroyForcibly();
        }
        if (server != null) {
            server.close();
        }
    }

    private BufferedReader start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SoundProbe.class.getName()));
        command.addAll(List.of(arguments));
        probe = server.builder(command.toArray(String[]::new)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new BufferedReader(new InputStreamReader(probe.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> read(BufferedReader out, String until) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        String line;
        while ((line = out.readLine()) != null) {
            int at = line.indexOf('=');
            values.merge(line.substring(0, at), line.substring(at + 1), (one, two) -> one + "; " + two);
            if (line.substring(0, at).equals(until)) {
                break;
            }
        }
        System.out.println("at the sound server: " + values);
        return values;
    }

    private void probed() throws IOException {
        probe.getOutputStream().write('\n');
        probe.getOutputStream().flush();
    }

    @Test
    @Tag("proof")
    void aSoundIsHeardSampleForSample() throws Exception {
        Map<String, String> told = read(start("whole"), "");
        assertEquals("3 null", told.get("equal") + " " + told.get("different"), told::toString);
    }

    @Tag("proof")
    @Test
    void itIsSilentAtOnceAndGoesOnWhereItFellSilent() throws Exception {
        Map<String, String> told = read(start("interruptions", "30"), "");
        assertTrue(Integer.parseInt(told.get("parts")) >= 31, told::toString);
        assertTrue(Integer.parseInt(told.get("silent_p95_us")) < 20_000, told::toString);
        assertTrue(Integer.parseInt(told.get("error_samples_p95")) <= RandomSpeech.ALIKE, told::toString);
        assertTrue(Integer.parseInt(told.get("error_samples_most")) <= MOST_ERROR, told::toString);
    }

    @Tag("proof")
    @Test
    void anInterruptionIsNoClick() throws Exception {
        Map<String, String> told = read(start("clicks", "30"), "");
        int natural = Integer.parseInt(told.get("step_of_the_tone"));
        assertTrue(Integer.parseInt(told.get("step_p95")) < 2 * natural, told::toString);
    }

    @Tag("proof")
    @Test
    void anItemWhoseSoundIsMadeIsHeardSoon() throws Exception {
        Map<String, String> told = read(start("ready", "30"), "");
        assertTrue(Integer.parseInt(told.get("first_p95_us")) < 60_000, told::toString);
    }

    /** While others keep this machine busy, as a game does. */
    @Tag("proof")
    @Test
    void randomItemsAreHeardWholeWithoutAGapOrDrift() throws Exception {
        for (int i = 0; i < Integer.getInteger("speech.busy", 2); i++) {
            busy.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
        Map<String, String> told = read(start("random", System.getProperty("speech.seconds", "15")), "");
        assertEquals("0 null null", told.get("broken_items") + " " + told.get("lost") + " " + told.get("refused"),
                told::toString);
        assertEquals("0 0", told.get("gaps") + " " + told.get("ran_dry"), told::toString);
        assertTrue(Integer.parseInt(told.get("inexact")) <= 2 + Integer.parseInt(told.get("interruptions")) / 20,
                told::toString);
        assertTrue(Integer.parseInt(told.get("drift_us")) < 20_000, told::toString);
    }

    @Test
    @Tag("proof")
    void nothingOfASkippedItemLeaksIntoTheNext() throws Exception {
        Map<String, String> told = read(start("stale"), "");
        assertEquals("0 48000 true 0", told.get("next_begin") + " " + told.get("next_end") + " " + told.get("before")
                + " " + told.get("after"), told::toString);
    }

    @Test
    void theBetterOneIsHeardWholeBetweenTheTwoPartsOfTheOther() throws Exception {
        Map<String, String> told = read(start("order"), "");
        assertEquals("true", told.get("order"), told::toString);
        assertEquals("1 0 24000", told.get("high_parts") + " " + told.get("high_begin") + " " + told.get("high_end"));
        assertEquals("2 0 48000", told.get("low_parts") + " " + told.get("low_begin") + " " + told.get("low_end"));
        assertTrue(Math.abs(Integer.parseInt(told.get("low_error"))) < SoundServer.RATE / 50, told::toString);
    }

    @Tag("proof")
    @Test
    void aDeviceThatGoesLeavesTheTimeAndIsUsedAgainWhenItIsBack() throws Exception {
        BufferedReader out = start("lost");
        read(out, "kill");
        server.kill();
        Thread.sleep(LinePlayer.GONE.toMillis() + 1_500);
        probed();
        Map<String, String> lost = read(out, "silent");
        assertEquals("done", lost.get("silent"), lost::toString);
        assertTrue(lost.get("told").contains("nothing is heard"), lost::toString);
        server.start();
        probed();
        Map<String, String> back = read(out, "back_parts");
        assertEquals("true", back.get("back"), back::toString);
        assertEquals("there is a sound device again", back.get("mended"), back::toString);
    }
}
