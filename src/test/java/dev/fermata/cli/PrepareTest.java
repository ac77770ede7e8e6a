package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.speak.pipeline.Babble;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata say --prepare}, as a process of its own: with folders of its own, and to be ended from outside. */
@DisabledOnOs(OS.WINDOWS)
@Tag("long")
@Tag("proof")
class PrepareTest {
    @TempDir Path home;

    private Path settings;

    private record Ran(int code, String out) {
    }

    @BeforeEach
    void aVoiceThatKnowsOneSound() throws IOException {
        Files.write(home.resolve("answer.wav"), Wav.write(Babble.of(6, 0.1)));
        settings = Files.createDirectories(home.resolve("config/fermata")).resolve("settings.toml");
        voice("t=$(cat); case $t in *bad*) echo no >&2; exit 3;; esac; cat '" + home.resolve("answer.wav") + "'");
    }

    private void voice(String script) throws IOException {
        Path file = Files.writeString(home.resolve("voice.sh"), script);
        Files.writeString(settings, "[speech]\nengine = \"command\"\ncommand = [\"sh\", \"" + file + "\"]\n");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                Main.class.getName(), "say"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        process.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        process.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        process.environment().put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("run")).toString());
        return process.start();
    }

    private Ran run(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ran(process.exitValue(), out);
    }

    private String lines(String... lines) throws IOException {
        return Files.write(home.resolve("lines.txt"), List.of(lines)).toString();
    }

    private List<Path> kept() throws IOException {
        Path folder = home.resolve("cache/fermata/speech");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyLineAndVariantIsMadeOnceAndNotAgain() throws Exception {
        String file = lines("{health|life} is low", "# a comment", "", "you drive now", "you drive now");
        assertEquals(new Ran(0, "33 %  1 of 3\n66 %  2 of 3\n100 %  3 of 3\n3 made, 0 kept already, 0 failed\n"),
                run("--prepare", file));
        assertEquals(3, kept().size());
        for (Path each : kept()) {
            Sound sound = Wav.read(Files.readAllBytes(each));
            assertEquals(16_000, sound.rate());
        }
        assertEquals(new Ran(0, "0 made, 3 kept already, 0 failed\n"),
                new Ran(0, run("--prepare", file).out().replaceAll("(?m)^\\d+ %.*\n", "")));
        assertEquals(new Ran(0, ""), run("--prepare", file, "--quiet"));
    }

    @Test
    void whatFailsIsToldWithItsReasonAndTheRestIsMade() throws Exception {
        Ran ran = run("--prepare", lines("this one is fine", "this one is bad", "this one is fine too"), "--quiet");
        assertEquals(new Ran(1, "failed: this one is bad: sh ended with 3: no\n2 made, 0 kept already, 1 failed\n"), ran);
        assertEquals(2, kept().size());
    }

    @Test
    void templatesAndLinesAsTheyStandAreMadeToo() throws Exception {
        String file = lines("{good|nice} morning", "to all", "", "welcome back");
        assertEquals(new Ran(0, ""), run("--prepare", "--template", file, "--quiet"));
        assertEquals(3, kept().size());
        assertEquals(new Ran(0, ""), run("--prepare", "--file", file, "--quiet"));
        assertEquals(5, kept().size(), "welcome back was kept");
    }

    @Test
    void whatIsWrongIsTold() throws Exception {
        Ran braces = run("--prepare", lines("fine so far", "not {closed"));
        assertEquals(3, braces.code(), braces.out());
        assertTrue(braces.out().contains("lines.txt:2:5"), braces.out());
        assertEquals(List.of(), kept());
        assertEquals(2, run("--prepare").code());
        assertEquals(2, run("--prepare", lines("a"), "--wait").code());
        assertEquals(2, run("hello", "--quiet").code());
        Files.writeString(settings, "[speech]\nengine = \"off\"\n");
        assertEquals(new Ran(1, "nothing is spoken: speech.engine is off\n"), run("--prepare", lines("a")));
        Files.writeString(settings, "[speech]\ncache = false\n");
        assertEquals(new Ran(1, "nothing is kept: speech.cache is false\n"), run("--prepare", lines("a")));
    }

    @Test
    void whereNothingCanBeKeptThatIsAFailure() throws Exception {
        Files.createDirectories(home.resolve("cache/fermata"));
        Files.write(home.resolve("cache/fermata/speech"), new byte[1]);
        Ran ran = run("--prepare", lines("you drive now"), "--quiet");
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("sounds are not kept: "), ran.out());
    }

    @Test
    void endedInTheMiddleWhatWasMadeIsKept() throws Exception {
        voice("cat >/dev/null; sleep 0.2; cat '" + home.resolve("answer.wav") + "'");
        String[] many = new String[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = "line number " + i;
        }
        Process process = start("--prepare", lines(many));
        InputStream out = process.getInputStream();
        StringBuilder said = new StringBuilder();
        while (!said.toString().contains("5 of 100")) {
            int next = out.read();
            assertTrue(next >= 0, said.toString());
            said.append((char) next);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertTrue(process.exitValue() != 0);
        int whole = 0;
        for (Path each : kept()) {
            // What was being written when it was ended is no sound, and goes with a later sweep.
            if (each.toString().endsWith(".wav")) {
                Wav.read(Files.readAllBytes(each));
                whole++;
            }
        }
        assertTrue(whole >= 5, whole + " are kept");
        assertTrue(whole < 100);
    }
}
