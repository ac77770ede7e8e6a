package dev.fermata.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a WebSocket's server sends, byte for byte. */
final class RelayFrames {
    private RelayFrames() {
    }

    /** @param first its first byte: the kind, and whether it is the last of its message */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 10);
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        } else {
            bytes.write(127);
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** What a server says to that key of a client. */
    static String accepted(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
