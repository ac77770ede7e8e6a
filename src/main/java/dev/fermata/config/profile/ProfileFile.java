package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Reads the text of a profile's file, never more of it than a profile can be. */
final class ProfileFile {
    /** Far more than any profile needs; what is larger was chosen by mistake. */
    static final int MAX_BYTES = 1_000_000;

    static final String SAVE_AS_UTF_8 = "a plain text file; save it with the encoding UTF-8 in your editor";

    private static final String A_FILE = "a profile, a file ending in .toml";

    private ProfileFile() {
    }

    /** Takes one look at the file; never blocks on a pipe or a device. */
    static ProfileText load(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return ProfileText.refused(path, "this is a folder, not a file", A_FILE);
            }
            if (!attributes.isRegularFile()) {
                // A pipe or a device could block for ever.
                return ProfileText.refused(path, "this is not an ordinary file", A_FILE);
            }
            if (attributes.size() > MAX_BYTES) {
                return ProfileText.refused(path, tooLarge(path.toString()));
            }
            try (InputStream in = Files.newInputStream(path)) {
                // What a file says about its size need not be true.
                return decode(path, in.readNBytes(MAX_BYTES + 1));
            }
        } catch (NoSuchFileException missing) {
            return ProfileText.unread(path, "this file does not exist");
        } catch (AccessDeniedException denied) {
            return ProfileText.unread(path, "this file cannot be read: permission denied");
        } catch (IOException failure) {
            return ProfileText.unread(path, "this file cannot be read: " + reason(failure));
        }
    }

    /** What the system says, without the file's name where it has put that first. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException named && named.getReason() != null
                ? named.getReason() : String.valueOf(failure.getMessage());
    }

    /** Takes the text of a stream, and no more of it than a profile can be. */
    static ProfileText load(Path name, InputStream in) {
        try {
            return decode(name, in.readNBytes(MAX_BYTES + 1));
        } catch (IOException failure) {
            return ProfileText.unread(name, "this cannot be read: " + reason(failure));
        }
    }

    static ProfileText decode(Path path, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return ProfileText.refused(path, tooLarge(path.toString()));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return ProfileText.refused(path, "this file is saved as UTF-16", SAVE_AS_UTF_8);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return ProfileText.refused(path, notUtf8(path.toString(), out.flip().toString(), bytes));
        }
        return ProfileText.of(path, out.flip().toString());
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
