package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String ERASE = "\r\033[K";
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        bytes.reset();
        return text;
    }

    @Test
    void onATerminalTheStatusIsWrittenOverAndNeverWraps() {
        Screen screen = new Screen(out, true);
        screen.status("one");
        assertEquals(ERASE + NO_WRAP + "one" + WRAP, shown());
        screen.status("two");
        assertEquals(ERASE + NO_WRAP + "two" + WRAP, shown());
    }

    @Test
    void whatOthersWroteCommandsNoTerminal() {
        Screen screen = new Screen(out, false);
        screen.line("! broken: \033[2J\u202e.toml\n  second line\r");
        screen.status("held by api:x (\u009b2J)\n");
        assertEquals("! broken: \ufffd[2J\ufffd.toml\n  second line\ufffd\nheld by api:x (\ufffd2J)\ufffd\n", shown());
    }

    @Test
    void aTerminalsWindowIsCalledWhatItIsToldUntilTheEnd() {
        Screen screen = new Screen(out, true);
        screen.title("fermata: armed");
        screen.title("fermata: x\007\033[2J");
        assertEquals("\033[22;0t\033]0;fermata: armed\007\033]0;fermata: x\ufffd\ufffd[2J\007", shown());
        screen.end();
        assertEquals("\033[23;0t", shown());
        screen.end();
        assertEquals("", shown());
    }

    @Test
    void whatIsNoTerminalHasNoTitle() {
        Screen screen = new Screen(out, false);
        screen.title("fermata: armed");
        screen.end();
        assertEquals("", shown());
    }

    @Test
    void anUnchangedStatusWritesNothing() {
        Screen screen = new Screen(out, true);
        screen.status("one");
        shown();
        screen.status("one");
        assertEquals("", shown());
    }

    @Test
    void aLineTakesThePlaceOfTheStatusWhichFollowsIt() {
        Screen screen = new Screen(out, true);
        screen.status("one");
        shown();
        screen.line("news");
        assertEquals(ERASE + "news\n" + NO_WRAP + "one" + WRAP, shown());
    }

    @Test
    void whatOthersWriteMakesRoomLikewise() throws Exception {
        Screen screen = new Screen(out, true);
        screen.status("one");
        shown();
        OutputStream beside = screen.beside(bytes);
        beside.write("a log line\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(ERASE + "a log line\n" + NO_WRAP + "one" + WRAP, shown());
    }

    @Test
    void theEndLeavesTheLastStatusStanding() {
        Screen screen = new Screen(out, true);
        screen.status("one");
        shown();
        screen.end();
        screen.line("after");
        assertEquals(ERASE + NO_WRAP + "one" + WRAP + "\n" + ERASE + "after\n" + NO_WRAP + WRAP, shown());
    }

    @Test
    void elsewhereThereAreOnlyPlainLinesAndNoneTwice() throws Exception {
        Screen screen = new Screen(out, false);
        screen.status("one");
        screen.status("one");
        screen.line("news");
        screen.status("two");
        screen.beside(bytes).write('x');
        screen.end();
        assertEquals("one\nnews\ntwo\nx", shown());
    }
}
