package dev.fermata.platform.evdev;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The PS/2 keyboard of a machine of QEMU's, which scripts/test-evdev plays as the second serial line tells it. */
final class QemuKeyboard implements AutoCloseable {
    /** What the kernel calls it. */
    static final String NAME = "AT Translated Set 2 keyboard";

    private final PrintStream line;

    QemuKeyboard() throws IOException {
        line = new PrintStream(Files.newOutputStream(Path.of("/dev/ttyS1")), true, StandardCharsets.US_ASCII);
    }

    /** @param code of the kernel's, which is its scan code as well for the main block */
    void key(int code, boolean down) {
        line.print("key " + code + " " + down + "\n");
    }

    @Override
    public void close() {
        line.close();
    }
}
