package dev.fermata.user;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A secret of one run of the agent, which only its user can read where the agent leaves it. Shows who calls
 * where the system does not tell; and lets the agent prove that it is the one that left it, without a word of it.
 * Immutable.
 *
 * @param text 32 hexadecimal digits
 */
public record RunToken(String text) {
    private static final int BYTES = 16;
    private static final Path RANDOM = Path.of("/dev/urandom");
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");
    /** RFC 2104: the block length of SHA-256 and the two pads. */
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    /** @throws IllegalArgumentException when it has another form */
    public RunToken {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a run's token has " + 2 * BYTES + " hexadecimal digits");
        }
    }

    /** A new one; also what a client asks an agent to prove itself with. */
    public static RunToken random() {
        byte[] bytes = new byte[BYTES];
        // Straight from the system: the first random number of Java's own makes a start slow.
        try (InputStream in = Files.newInputStream(RANDOM)) {
            if (in.readNBytes(bytes, 0, BYTES) != BYTES) {
                throw new IOException("too short");
            }
        } catch (IOException e) {
            new SecureRandom().nextBytes(bytes);
        }
        return new RunToken(HexFormat.of().formatHex(bytes));
    }

    /** Whether a text could be one. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * What only who knows this token can answer: HMAC-SHA-256 (RFC 2104) of the question and of the place where it
     * is asked, so that nobody can have it answered elsewhere.
     *
     * @param question made by who asks, never the same again
     * @param port of the service that is asked
     */
    public String proof(RunToken question, int port) {
        byte[] message = ("fermata " + port + " " + question.text).getBytes(StandardCharsets.US_ASCII);
        byte[] key = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), BLOCK);
        return HexFormat.of().formatHex(hash(padded(key, OUTER), hash(padded(key, INNER), message)));
    }

    /** Whether a text is this token. Takes the same time however much of a guess is right. */
    public boolean matches(String guess) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] padded(byte[] key, byte pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (key[i] ^ pad);
        }
        return padded;
    }

    private static byte[] hash(byte[] first, byte[] second) {
        try {
            // Not javax.crypto, which takes ten times as long to make ready.
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RunToken";
    }
}
