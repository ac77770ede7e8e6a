package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fermata.platform.x11.PaintedScreen;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a program paints on a real X server, and the commands learn from it and tell what they see. */
@Tag("desktop")
@Tag("long")
@Timeout(60)
@Tag("proof")
class SenseDesktopTest {
    private static final String PROFILE = """
            schema = 1
            [screen]
            reference = [400, 300]
            [[sensor]]
            name = "hp"
            kind = "bar"
            region = [20, 30, 200, 12]
            [[sensor]]
            name = "burning"
            kind = "pixel"
            colour = "#ff8000"
            region = [300, 100, 4, 4]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """;

    @TempDir
    private Path folder;

    private PaintedScreen painted;
    private String window;

    @Test
    void learnsFromAnotherProgramsWindowAndTellsWhatItSees() throws IOException, InterruptedException {
        Path profile = Files.writeString(folder.resolve("sight.toml"), PROFILE);
        try (PaintedScreen screen = new PaintedScreen(24)) {
            painted = screen;
            window = "0x" + Long.toHexString(screen.open(40, 50, 400, 300));
            assertTrue(run("sense", "-p", profile.toString(), "--once").contains("unknown: not learned"));

            paint(100);
            assertTrue(run("learn", profile.toString(), "hp", "--full")
                    .contains("the other look is still to be learned"));
            paint(0);
            String learned = run("learn", profile.toString(), "hp", "--empty");
            assertTrue(learned.contains("now reads 0 %"), learned);
            assertTrue(Files.exists(folder.resolve("looks/sight/hp.full.png")));

            paint(37);
            painted.tell("paint 0 300 100 4 4 ff8000");
            String seen = run("sense", "-p", profile.toString(), "--once", "--format", "jsonl");
            assertTrue(seen.contains("\"sensor\":\"hp\",\"value\":37.0,\"state\":\"known\""), seen);
            assertTrue(seen.contains("\"sensor\":\"burning\",\"value\":true"), seen);

            painted.tell("paint 0 20 130 200 12 d02020");
            String moved = run("learn", profile.toString(), "hp", "--full", "--region", "20,130,200,12");
            assertTrue(moved.contains("written region = [20, 130, 200, 12]"), moved);
            assertEquals(PROFILE.replace("[20, 30, 200, 12]", "[20, 130, 200, 12]"), Files.readString(profile));
            painted.tell("paint 0 120 130 100 12 281010");
            assertTrue(run("sense", "-p", profile.toString(), "--once").contains("50.0 %"));

            painted.open(60, 150, 100, 100);
            String covered = run("sense", "-p", profile.toString(), "--once");
            assertTrue(covered.contains("hp               unknown: covered by another window"), covered);
            painted.tell("close 1");
            painted.tell("hide 0");
            assertTrue(run("sense", "-p", profile.toString(), "--once").contains("the window is not shown"));
            assertTrue(run("learn", profile.toString(), "hp", "--full").contains("the window is not shown"));
        }
    }

    @Test
    void learnsStepByStepFromThePointerAndTwoKeysInTheGame() throws IOException, InterruptedException {
        Path profile = Files.writeString(folder.resolve("sight.toml"),
                PROFILE.replace("[screen]", "[screen] # the demo's"));
        try (PaintedScreen screen = new PaintedScreen(24)) {
            painted = screen;
            window = "0x" + Long.toHexString(screen.open(40, 50, 400, 300));
            screen.tell("focus 0");
            Process learning = start("learn", profile.toString(), "hp", "--window", window);
            try (BufferedReader out = learning.inputReader(StandardCharsets.UTF_8)) {
                heard(out, "left upper corner");
                painted.tell("point 60 180");
                painted.tell("press f6");
                heard(out, "right lower corner");
                painted.tell("point 259 191");
                painted.tell("press f6");
                heard(out, "It is at [20, 130, 200, 12]");
                heard(out, "while 'hp' is full");
                painted.tell("paint 0 20 130 200 12 d02020");
                painted.tell("press f6");
                heard(out, "while it is empty");
                painted.tell("paint 0 20 130 200 12 281010");
                painted.tell("press f6");
                heard(out, "now reads 0 %");
                heard(out, "written region");
                heard(out, "Now it reads 0.0 %");
                painted.tell("paint 0 20 130 50 12 d02020");
                painted.tell("press f6");
                heard(out, "Now it reads 25.0 %");
                painted.tell("press f7");
                assertTrue(learning.waitFor(20, TimeUnit.SECONDS));
                assertEquals(0, learning.exitValue());
            } finally {
                learning.destroyForcibly();
            }
            assertTrue(Files.readString(profile).contains("[screen] # the demo's"));
            assertTrue(Files.readString(profile).contains("region = [20, 130, 200, 12]"));
        }
    }

    @Test
    void looksAtTheWindowThatTheProfileNames() throws IOException, InterruptedException {
        Path profile = Files.writeString(folder.resolve("sight.toml"), PROFILE.replace("[screen]", """
                [window]
                title = "The Game*"
                [screen]"""));
        try (PaintedScreen screen = new PaintedScreen(24)) {
            painted = screen;
            screen.open(40, 50, 400, 300);
            assertTrue(end(start("sense", "-p", profile.toString(), "--once")).contains("the window is gone"));
            screen.tell("name 0 The Game of the test");
            paint(100);
            assertTrue(end(start("learn", profile.toString(), "hp", "--full")).contains("pixels of #d02020"));
            paint(0);
            assertTrue(end(start("learn", profile.toString(), "hp", "--empty")).contains("now reads 0 %"));
            paint(40);
            assertTrue(end(start("sense", "-p", profile.toString(), "--once")).contains("40.0 %"));
            String told = end(start("sense", "-p", profile.toString(), "--seconds", "1"));
            assertTrue(told.contains("40.0 %") && !told.contains("not there"), told);
        }
    }

    @Test
    void aRegionThatIsNotGivenStaysAsItIsWhereItIsScaled() throws IOException, InterruptedException {
        String text = PROFILE.replace("[400, 300]", "[640, 480]");
        Path profile = Files.writeString(folder.resolve("sight.toml"), text);
        try (PaintedScreen screen = new PaintedScreen(24)) {
            painted = screen;
            window = "0x" + Long.toHexString(screen.open(40, 50, 400, 300));
            paint(100);
            String learned = run("learn", profile.toString(), "hp", "--full");
            assertTrue(learned.contains("learned hp at [13, 19, "), learned);
            assertEquals(text, Files.readString(profile));
        }
    }

    /** Everything that it says. */
    private static String end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return out;
    }

    /** Reads until that is said. */
    private static void heard(BufferedReader out, String words) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
            if (line.contains(words)) {
                return;
            }
        }
        fail("it ended without saying '" + words + "':\n" + all);
    }

    private void paint(int percent) {
        painted.tell("paint 0 20 30 200 12 281010");
        painted.tell("paint 0 20 30 " + 2 * percent + " 12 d02020");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-cp", System.getProperty("java.class.path"), "dev.fermata.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", painted.display());
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.start();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> withWindow = new ArrayList<>(List.of(arguments));
        withWindow.addAll(List.of("--window", window));
        Process process = start(withWindow.toArray(String[]::new));
        String out = end(process);
        assertEquals(arguments[0].equals("learn") && out.contains("nothing was learned") ? 1 : 0,
                process.exitValue(), out);
        return out;
    }
}
