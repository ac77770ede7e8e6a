package dev.fermata.cli;

import dev.fermata.secret.SecretException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a secret: from the terminal, where it is not shown while it is typed, or from standard input. */
class SecretInput {
    private static final int MOST_BYTES = 4_096;
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    /**
     * One line, without its end. The caller wipes it.
     *
     * @param prompt for whoever types it
     * @throws SecretException when there is none, or it cannot be one
     */
    char[] read(String prompt) {
        char[] value = isTyped() ? typed(prompt) : piped(System.in);
        if (value.length == 0) {
            throw new SecretException("no value was given; nothing is changed");
        }
        for (char c : value) {
            if (Character.isISOControl(c)) {
                Arrays.fill(value, '\0');
                throw new SecretException("a secret is one line of text; nothing is changed");
            }
        }
        return value;
    }

    private static boolean isTyped() {
        try {
            return Files.readSymbolicLink(STANDARD_INPUT).toString().matches("/dev/(pts/|tty|console).*");
        } catch (IOException | UnsupportedOperationException e) {
            // Another system than Linux.
            return System.console() != null;
        }
    }

    private static char[] typed(String prompt) {
        Console console = System.console();
        if (console == null) {
            // Without one it would be shown.
            throw new SecretException("a value that is typed needs a terminal for what is told as well; do not redirect"
                    + " it");
        }
        char[] value = console.readPassword("%s", prompt);
        return value == null ? new char[0] : value;
    }

    /** What a stream has to its end. */
    static char[] piped(InputStream in) {
        byte[] bytes = new byte[0];
        try {
            bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new SecretException("a secret has no more than " + MOST_BYTES + " bytes; nothing is changed");
            }
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int length = decoded.length();
            length -= length > 0 && decoded.get(length - 1) == '\n' ? 1 : 0;
            length -= length > 0 && decoded.get(length - 1) == '\r' ? 1 : 0;
            char[] value = Arrays.copyOf(decoded.array(), length);
            Arrays.fill(decoded.array(), '\0');
            return value;
        } catch (CharacterCodingException e) {
            throw new SecretException("what was read is not UTF-8 text; nothing is changed");
        } catch (IOException e) {
            throw new SecretException("standard input cannot be read: " + e.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
