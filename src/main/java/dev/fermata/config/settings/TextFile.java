package dev.fermata.config.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the text of a settings file, or says why it cannot. */
final class TextFile {
    /** Far more than all settings need. */
    private static final int MAX_BYTES = 64 * 1024;

    private TextFile() {
    }

    /** Empty when it cannot be read, which the layer is told. */
    static Optional<String> read(Path path, Layer layer) {
        if (Files.notExists(path)) {
            return refuse(path, "this file does not exist", "", layer);
        }
        if (!Files.isRegularFile(path)) {
            // A pipe or a device could block for ever.
            return refuse(path, "this is not an ordinary file", "", layer);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return refuse(path, "this file is larger than 64 KB", "settings, which are a few lines", layer);
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return refuse(path, "this is not UTF-8 text",
                    "a plain text file; save it with the encoding UTF-8 in your editor", layer);
        } catch (IOException e) {
            return refuse(path, "this file cannot be read: "
                    + (Files.isReadable(path) ? e.getMessage() : "permission denied"), "", layer);
        }
    }

    private static Optional<String> refuse(Path path, String problem, String expected, Layer layer) {
        layer.error(path.toString(), Optional.empty(), problem, expected, List.of());
        return Optional.empty();
    }
}
