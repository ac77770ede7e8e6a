package dev.fermata.speak.keep;

import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a kept sound is written: a WAV file that any program plays, with a checksum of all of it as its last chunk.
 * Pure.
 */
final class KeptFile {
    private static final byte[] NAME = "crc ".getBytes(StandardCharsets.US_ASCII);
    /** Name, length, checksum. */
    private static final int LENGTH = 12;

    private KeptFile() {
    }

    static byte[] of(Sound sound) {
        byte[] wav = Wav.write(sound);
        ByteBuffer file = ByteBuffer.allocate(wav.length + LENGTH).order(ByteOrder.LITTLE_ENDIAN).put(wav);
        // The first chunk's length is that of the file.
        file.putInt(4, file.capacity() - 8);
        file.put(NAME).putInt(4);
        return file.putInt(checksum(file.array())).array();
    }

    /** The sound in a file; empty when it is not as it was written. */
    static Optional<Sound> read(byte[] file) {
        if (file.length <= LENGTH) {
            return Optional.empty();
        }
        ByteBuffer end = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (!Arrays.equals(file, file.length - LENGTH, file.length - LENGTH + NAME.length, NAME, 0, NAME.length)
                || end.getInt(file.length - 4) != checksum(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wav.read(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Of all but itself. */
    private static int checksum(byte[] file) {
        CRC32 checksum = new CRC32();
        checksum.update(file, 0, file.length - 4);
        return (int) checksum.getValue();
    }
}
