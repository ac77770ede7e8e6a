package dev.fermata.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The text of a profile's file, or the one reason why there is none. */
final class ProfileFile {
    /** Far more than any profile needs; what is larger was chosen by mistake. */
    static final int MAX_BYTES = 1_000_000;

    static final String SAVE_AS_UTF_8 = "a plain text file; save it with the encoding UTF-8 in your editor";

    private ProfileFile() {
    }

    /** Exactly one of the two is present. */
    record Loaded(Optional<String> text, Optional<Diagnostic> problem) {
        static Loaded of(String text) {
            return new Loaded(Optional.of(text), Optional.empty());
        }

        static Loaded failed(String file, String problem, String expected) {
            return failed(Diagnostic.ofFile(file, problem, expected, List.of()));
        }

        static Loaded failed(Diagnostic problem) {
            return new Loaded(Optional.empty(), Optional.of(problem));
        }
    }

    static Loaded load(Path path) {
        String file = path.toString();
        if (Files.notExists(path)) {
            return Loaded.failed(file, "this file does not exist", "");
        }
        if (Files.isDirectory(path)) {
            return Loaded.failed(file, "this is a folder, not a file", "a profile, a file ending in .toml");
        }
        if (!Files.isReadable(path)) {
            return Loaded.failed(file, "this file cannot be read: permission denied", "");
        }
        if (!Files.isRegularFile(path)) {
            // A pipe or a device could block for ever.
            return Loaded.failed(file, "this is not an ordinary file", "a profile, a file ending in .toml");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return decode(file, in.readNBytes(MAX_BYTES + 1));
        } catch (IOException failure) {
            return Loaded.failed(file, "this file cannot be read: " + failure.getMessage(), "");
        }
    }

    static Loaded decode(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Loaded.failed(tooLarge(file));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return Loaded.failed(file, "this file is saved as UTF-16", SAVE_AS_UTF_8);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return Loaded.failed(notUtf8(file, out.flip().toString(), bytes));
        }
        return Loaded.of(out.flip().toString());
    }

    static Diagnostic tooLarge(String file) {
        return Diagnostic.ofFile(file, "this file is larger than 1 MB", "a profile, which is a few kilobytes",
                List.of());
    }

    /** @param good what could be decoded before the first bad byte */
    private static Diagnostic notUtf8(String file, String good, byte[] bytes) {
        SourceText before = new SourceText(good);
        SourceText all = new SourceText(new String(bytes, StandardCharsets.UTF_8));
        int line = before.lineCount();
        String lastLine = before.line(line);
        int column = lastLine.codePointCount(0, lastLine.length()) + 1;
        return new Diagnostic(file, Optional.of(new Diagnostic.Mark(line, column, 1, all.line(line))),
                Diagnostic.Severity.ERROR, "this character is not UTF-8 text", SAVE_AS_UTF_8, List.of());
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
