package dev.fermata.secret;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system keeps the key, in what it unlocks when its user logs in. The key is told the program by its
 * standard input, for what it is started with everybody can see.
 */
final class KeyProgram implements KeyKeeper {
    /** Long enough for somebody who is asked for a password first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A key in hexadecimal digits, and what may be around it. */
    private static final int MOST_BYTES = 1_000;

    private final String word;
    private final String where;
    private final Words words;

    /** How the program is asked. */
    interface Words {
        /** The command that keeps a key. */
        List<String> keep(String id);

        /** What that command reads. @param key in hexadecimal digits */
        String input(String id, String key);

        /** The command that writes it, and nothing else. */
        List<String> find(String id);
    }

    private KeyProgram(String word, String where, Words words) {
        this.word = word;
        this.where = where;
        this.words = words;
    }

    /** The keyring of a Linux desktop. @param program {@code secret-tool} of libsecret */
    static KeyProgram keyring(String program) {
        return new KeyProgram("keyring", "your desktop's keyring", new Words() {
            @Override
            public List<String> keep(String id) {
                return List.of(program, "store", "--label=Fermata's secrets", "application", "fermata", "key", id);
            }

            @Override
            public String input(String id, String key) {
                return key;
            }

            @Override
            public List<String> find(String id) {
                return List.of(program, "lookup", "application", "fermata", "key", id);
            }
        });
    }

    /** The keychain of macOS. @param program {@code security}, which reads its commands with {@code -i} */
    static KeyProgram keychain(String program) {
        return new KeyProgram("keychain", "your keychain", new Words() {
            @Override
            public List<String> keep(String id) {
                return List.of(program, "-i");
            }

            @Override
            public String input(String id, String key) {
                return "add-generic-password -U -s fermata -a " + id + " -w " + key + "\n";
            }

            @Override
            public List<String> find(String id) {
                return List.of(program, "find-generic-password", "-s", "fermata", "-a", id, "-w");
            }
        });
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public byte[] find(String id) {
        return read(id).orElseThrow(() -> new SecretException(where + " does not give their key; it may be locked"));
    }

    @Override
    public Optional<byte[]> begin() {
        byte[] key = Sealing.newKey();
        String id = Sealing.fingerprint(key);
        boolean kept = run(words.keep(id), words.input(id, HexFormat.of().formatHex(key))).isPresent()
                // Who says that it has kept something need not have.
                && read(id).filter(again -> Arrays.equals(again, key)).isPresent();
        return kept ? Optional.of(key) : Optional.empty();
    }

    private Optional<byte[]> read(String id) {
        return run(words.find(id), "").flatMap(text -> {
            try {
                return Optional.of(HexFormat.of().parseHex(text.strip()))
                        .filter(key -> key.length == Sealing.KEY_BYTES);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** What it has written; empty when it is not there, fails or takes too long. */
    private static Optional<String> run(List<String> command, String input) {
        try {
            Process program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (OutputStream to = program.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It has not read it; how it ends tells.
            }
            try {
                if (!program.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
                byte[] out = program.getInputStream().readNBytes(MOST_BYTES);
                return program.exitValue() == 0 ? Optional.of(new String(out, StandardCharsets.US_ASCII))
                        : Optional.empty();
            } finally {
                program.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            // There is no such program.
            return Optional.empty();
        }
    }
}
