package dev.fermata.config.imports;

import dev.fermata.config.Diagnostic;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of another program's file: UTF-8 or UTF-16, with a byte order mark or without. Stateless. */
final class SourceFile {
    /** Far more than any of them has; what is larger was chosen by mistake. */
    static final int MAX_BYTES = 1_000_000;
    /** In a text of these formats every other byte of UTF-16 is 0 but where names are. */
    private static final double ZEROS = 0.3;

    private SourceFile() {
    }

    static String text(String file, byte[] bytes) throws NotImportedException {
        if (bytes.length > MAX_BYTES) {
            throw wrong(file, "this file is larger than 1 MB");
        }
        Charset charset = charset(bytes);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrong(file, "this is neither UTF-8 nor UTF-16 text");
        }
    }

    private static Charset charset(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        double half = bytes.length / 2.0;
        return bytes.length < 4 || Math.max(zeros[0], zeros[1]) < ZEROS * half ? StandardCharsets.UTF_8
                : zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    static NotImportedException wrong(String file, String problem) {
        return new NotImportedException(Diagnostic.ofFile(file, problem, Importer.KNOWN, List.of()));
    }
}
