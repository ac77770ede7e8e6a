package dev.fermata.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the text of a file of settings or the like, or says why it cannot. Stateless. */
public final class TextFile {
    /** Far more than all settings need. */
    private static final int MAX_KILOBYTES = 64;

    private TextFile() {
    }

    /**
     * The text, without the mark that Windows editors put first; empty when it cannot be read.
     *
     * @param expected what it should be, for one that is too large
     * @param problems told why it cannot be read
     */
    public static Optional<String> read(Path path, String expected, Consumer<Diagnostic> problems) {
        return read(path, MAX_KILOBYTES, expected, problems);
    }

    /** The same of a file that may have so many kilobytes. */
    static Optional<String> read(Path path, int maxKilobytes, String expected, Consumer<Diagnostic> problems) {
        if (Files.notExists(path)) {
            return refuse(path, "this file does not exist", "", problems);
        }
        if (!Files.isRegularFile(path)) {
            // A pipe or a device could block for ever.
            return refuse(path, "this is not an ordinary file", "", problems);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxKilobytes * 1024 + 1);
            if (bytes.length > maxKilobytes * 1024) {
                return refuse(path, "this file is larger than " + maxKilobytes + " KB", expected, problems);
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return refuse(path, "this is not UTF-8 text",
                    "a plain text file; save it with the encoding UTF-8 in your editor", problems);
        } catch (IOException e) {
            return refuse(path, "this file cannot be read: "
                    + (Files.isReadable(path) ? e.getMessage() : "permission denied"), "", problems);
        }
    }

    private static Optional<String> refuse(Path path, String problem, String expected, Consumer<Diagnostic> problems) {
        problems.accept(new Diagnostic(path.toString(), Optional.empty(), Diagnostic.Severity.ERROR, problem, expected,
                List.of()));
        return Optional.empty();
    }
}
