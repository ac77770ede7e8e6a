package dev.fermata.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.speak.SoundServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is understood at a microphone, by pocketsphinx. */
@Tag("desktop")
@Tag("proof")
class MicrophoneDesktopTest {
    @TempDir Path folder;
    private SoundServer server;
    private Process probe;

    @BeforeEach
    void startServer() throws Exception {
        assumeTrue(SoundServer.isHere(), "needs pulseaudio, pulseaudio-utils and libasound2-plugins");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pocketsphinx_continuous")),
                "needs pocketsphinx and pocketsphinx-en-us");
        server = new SoundServer(folder);
    }

    @AfterEach
    void stop() {
        if (probe != null) {
            probe.destroyForcibly();
        }
        if (server != null) {
            server.close();
        }
    }

    private Map<String, String> run(String what) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        probe = server.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + temporary,
                ListenProbe.class.getName(), what).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Map<String, String> told = new LinkedHashMap<>();
        try (BufferedReader out = probe.inputReader()) {
            out.lines().forEach(line -> {
                int at = line.indexOf('=');
                told.merge(line.substring(0, at), line.substring(at + 1), (one, two) -> one + "; " + two);
            });
        }
        System.out.println("at the microphone: " + told);
        return told;
    }

    @Test
    void commandsAreUnderstoodInTwoVoicesAndWithNoise() throws Exception {
        Map<String, String> told = run("commands");
        assertTrue(Integer.parseInt(told.get("right")) >= 0.95 * Integer.parseInt(told.get("said")), told::toString);
        assertTrue(Integer.parseInt(told.get("end_to_recognised_p95_ms")) < 500, told::toString);
        assertTrue(Integer.parseInt(told.get("own_p95_us")) < 30_000, told::toString);
        assertEquals("phones.gram,phrases.gram,words.dict", told.get("files"), "no sound is written");
    }

    @Test
    void nothingIsInventedFromSilenceNoiseClicksOtherTalkOrOurOwnSpeech() throws Exception {
        Map<String, String> told = run("nothing");
        for (String each : new String[] {"silence", "noise", "clicks", "other_talk", "our_own_speech"}) {
            assertEquals("[]", told.get("of_" + each), told::toString);
        }
        assertEquals("[open the map]", told.get("after_our_own_speech"), "and it listens again afterwards");
    }
}
