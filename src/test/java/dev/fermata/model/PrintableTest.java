package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTest {
    private static final String EVIL = "a\u001b[2Jb\u009bc\u202ed\u2066e\u200ff\u2028g\ud800h\rj\u007f";

    @Test
    void replacesWhatCommandsATerminalOrTurnsTextAround() {
        assertEquals("a\ufffd[2Jb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdj\ufffd", Printable.line(EVIL));
        assertEquals("two\ufffdlines\ufffd", Printable.line("two\nlines\t"));
        assertEquals("two\nlines\t\ufffd", Printable.lines("two\nlines\t\u001b"));
    }

    @Test
    void leavesEveryScriptAlone() {
        String text = "Größe 日本語 \ud83c\udfae שלום";
        assertSame(text, Printable.line(text));
        assertSame(text, Printable.lines(text));
    }
}
