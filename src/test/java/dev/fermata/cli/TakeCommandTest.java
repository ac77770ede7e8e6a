package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.TakeText;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Take;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeCommandTest {
    private static final String TEXT = """
            fermata take 1
            0 move 5 5
            0 down q
            100000 up q
            200000 down q
            300000 up q
            400000 down mouse_left
            400000 wheel 1
            900000 up mouse_left
            1000000 end
            """;

    @TempDir
    private Path folder;
    private Path file;
    private String out;
    private String err;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("combo.take"), TEXT);
    }

    @Test
    void itIsDrawnInAsciiWhereNobodyWatches() {
        assertEquals(0, run("take", "show", file.toString()));
        List<String> lines = out.lines().toList();
        assertEquals(file + ": 8 strokes, 1.0 s", lines.get(0));
        assertTrue(lines.get(1).startsWith("            |0s "), out);
        assertTrue(out.chars().allMatch(c -> c < 128), out);
        assertEquals(List.of("pointer", "q", "mouse_left", "wheel"),
                lines.stream().skip(2).map(line -> line.split(" ")[0]).toList());
        // 60 columns for a second.
        assertEquals("=======     =======", lines.get(3).substring(12, 75).strip().replaceAll("  2$", "").strip());
        assertEquals("===============================", lines.get(4).substring(12, 72).strip());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), out);
    }

    @Test
    void onATerminalItHasBlocksAndColour() throws IOException {
        Take take = TakeText.readFile(file).required();
        String drawn = String.join("\n", new TakeTimeline(take, 40, true, true).lines());
        assertTrue(drawn.contains("\033[36m\u2588") && drawn.contains("\u00b7"), drawn);
    }

    @Test
    void moreThanOnePressInAColumnIsANumber() {
        Take take = TakeText.read("t", "fermata take 1\n0 down q\n1 up q\n2 down q\n3 up q\n9000 end\n").required();
        assertEquals("q  2" + " ".repeat(28) + "  2", new TakeTimeline(take, 40, false, false).lines().get(1));
    }

    @Test
    void theJsonHasEveryStroke() {
        assertEquals(0, run("take", "show", "--json", file.toString()));
        assertTrue(out.contains("\"length_us\":1000000") && out.contains("{\"t_us\":100000,\"up\":\"q\"}")
                && out.contains("{\"t_us\":0,\"x\":5,\"y\":5}"), out);
        assertEquals(1, out.lines().count());
    }

    @Test
    void aPieceIsAnotherFileAndNothingIsWrittenOver() throws IOException {
        assertEquals(0, run("take", "trim", file.toString(), "--from", "50ms", "--to", "250ms"));
        assertEquals(0, run("take", "trim", file.toString(), "--from", "50ms", "--to", "250ms", "--lead", "1s"));
        assertEquals(TEXT, Files.readString(file));
        assertEquals("0 move 5 5, 0 down q, 50000 up q, 150000 down q, 200000 up q", strokes("combo-trimmed.take"));
        assertTrue(strokes("combo-trimmed-2.take").startsWith("1000000 move 5 5, 1000000 down q"));
        assertEquals(1, run("take", "trim", file.toString(), "--from", "50ms", "-o", file.toString()));
        assertTrue(err.contains("is there already; --force"), err);
        assertEquals(TEXT, Files.readString(file));
        assertEquals(0, run("take", "trim", file.toString(), "--from", "950ms", "--force", "-o", file.toString(),
                "--lead", "0s"));
        assertEquals("0 move 5 5", strokes("combo.take"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatCannotBeCutIsTold() {
        assertEquals(2, run("take", "trim", file.toString()));
        assertEquals(2, run("take", "trim", file.toString(), "--from", "3s"));
        assertTrue(err.contains("the take is 1s long"), err);
        assertEquals(2, run("take", "trim", file.toString(), "--to", "3"));
        assertEquals(3, run("take", "show", Path.of("pom.xml").toString()));
        assertEquals(3, run("take", "show", folder.resolve("none.take").toString()));
        assertEquals(2, run("take"));
    }

    @Test
    void theKeySequenceIsReadByProfilesAndTheLossIsTold() {
        assertEquals(0, run("take", "to-keys", file.toString()));
        assertEquals("d:q,delay100,u:q,delay100,d:q,delay100,u:q,delay100,d:mouse_left,delay500,u:mouse_left",
                out.strip());
        assertTrue(ActionSyntax.parse(out.strip()).action().isPresent());
        assertEquals("fermata: left out: moves of the pointer (1), turns of the wheel (1)", err.strip());
        assertEquals(0, run("take", "to-keys", "--json", file.toString()));
        assertTrue(out.contains("\"whole\":true") && out.contains("\"moves_left_out\":1"), out);
    }

    private String strokes(String name) {
        return String.join(", ", TakeText.readFile(folder.resolve(name)).required().strokes().stream()
                .map(stroke -> stroke.atMicros() + " " + TakeText.words(stroke)).toList());
    }

    private int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(outText)).setErr(new PrintWriter(errText))
                .execute(arguments);
        out = outText.toString();
        err = errText.toString();
        return code;
    }
}
