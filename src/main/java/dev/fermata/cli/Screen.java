package dev.fermata.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What people read: lines that stay and, on a terminal, one status line below them that is written
 * over. Elsewhere a status is a line like the others, printed when it differs from the last one.
 * Thread-safe.
 */
final class Screen {
    private static final String ERASE = "\r\033[K";
    /** A terminal narrower than the status shows the part that fits, instead of one more line each time. */
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    /** Remember what the window was called, and call it that again; terminals that cannot ignore it. */
    private static final String KEEP_TITLE = "\033[22;0t";
    private static final String OLD_TITLE = "\033[23;0t";
    private static final String TITLE = "\033]0;";
    private static final String END_OF_TITLE = "\007";

    private final PrintStream out;
    private final boolean terminal;
    @GuardedBy("this")
    private String status = "";
    @GuardedBy("this")
    private boolean titled;

    /** @param terminal whether lines can be written over there */
    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether there is a status line to keep up to date. */
    boolean isTerminal() {
        return terminal;
    }

    /** Prints something that stays, one line or several. */
    synchronized void line(String text) {
        erase();
        out.println(Printable.lines(text));
        draw();
        out.flush();
    }

    /** Shows how things stand. */
    synchronized void status(String shown) {
        String text = Printable.line(shown);
        if (text.equals(status)) {
            return;
        }
        status = text;
        if (terminal) {
            erase();
            draw();
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Has the terminal's window called this until the end; elsewhere nothing. */
    synchronized void title(String text) {
        if (terminal) {
            out.print((titled ? "" : KEEP_TITLE) + TITLE + Printable.line(text) + END_OF_TITLE);
            titled = true;
            out.flush();
        }
    }

    /** Leaves the last status standing; what follows is lines only. */
    synchronized void end() {
        if (terminal && !status.isEmpty()) {
            erase();
            draw();
            out.println();
        }
        status = "";
        if (titled) {
            out.print(OLD_TITLE);
            titled = false;
        }
        out.flush();
    }

    /** A stream that may show on the same terminal, and so makes room for what it writes. */
    OutputStream beside(OutputStream other) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                synchronized (Screen.this) {
                    erase();
                    out.flush();
                    other.write(bytes, offset, length);
                    other.flush();
                    draw();
                    out.flush();
                }
            }
        };
    }

    private void erase() {
        if (terminal) {
            out.print(ERASE);
        }
    }

    @GuardedBy("this")
    private void draw() {
        if (terminal) {
            out.print(NO_WRAP + status + WRAP);
        }
    }
}
