package dev.fermata.secret;

import dev.fermata.user.OperatingSystem;
import dev.fermata.user.PrivateFiles;
import dev.fermata.user.ProcessLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The user's secrets by name, encrypted in one file of theirs. The key is kept by the system where it can, else in a
 * file that only they can read. The file is replaced all at once; who changes it waits for others who do, also in other
 * processes. Thread-safe.
 */
public final class SecretStore {
    /** The file beside the settings. */
    public static final String FILE = "secrets";

    private static final String KEY_FILE = "secrets.key";
    private static final String LOCK_FILE = "secrets.lock";
    private static final String AGAIN = "; move it away, and set them anew with 'fermata secret set'";
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SECRETS = 200;

    private final Path file;
    private final Path keys;
    /** What can keep a key, the best first. */
    private final List<KeyKeeper> keepers;

    /**
     * The store of a user of this machine; nothing is looked at before it is needed.
     *
     * @param config the folder of the settings
     * @param state Fermata's own folder, for a key that the system does not keep: whoever copies the settings must not
     *              get that too
     */
    public SecretStore(Path config, Path state) {
        this(config, state, keepers(OperatingSystem.current(), state.resolve(KEY_FILE)));
    }

    SecretStore(Path config, Path state, List<KeyKeeper> keepers) {
        this.file = config.resolve(FILE);
        this.keys = state;
        this.keepers = keepers;
    }

    /** The same, but that a new store has its key in a file in any case. */
    public SecretStore withKeyFile() {
        return new SecretStore(file.getParent(), keys, Stream.concat(
                Stream.of(new KeyFile(keys.resolve(KEY_FILE))), keepers.stream()).toList());
    }

    private static List<KeyKeeper> keepers(OperatingSystem system, Path keyFile) {
        return switch (system) {
            case WINDOWS -> List.of(new ProtectedKeyFile(keyFile), new KeyFile(keyFile));
            case MACOS -> List.of(KeyProgram.keychain("/usr/bin/security"), new KeyFile(keyFile));
            case LINUX -> List.of(KeyProgram.keyring("secret-tool"), new KeyFile(keyFile));
        };
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The names there are, in their order; reads no secret. */
    public List<String> names() {
        return read().map(sealed -> List.copyOf(sealed.entries().keySet())).orElse(List.of());
    }

    /** Where the key is, for people; empty where there is no store. */
    public Optional<String> keptBy() {
        return read().map(sealed -> keeper(sealed).where());
    }

    /** The secret of that name; empty when there is none. */
    public Optional<String> find(String name) {
        return read().flatMap(sealed -> sealed.find(name).map(one -> {
            byte[] key = key(sealed);
            try {
                byte[] plain = Sealing.open(key, name, one);
                String secret = new String(plain, StandardCharsets.UTF_8);
                Arrays.fill(plain, (byte) 0);
                return secret;
            } catch (GeneralSecurityException e) {
                throw new SecretException("the secret '" + name + "' of " + file + " cannot be decrypted: the file is"
                        + " damaged, or somebody has changed it; set it anew with 'fermata secret set " + name + "'");
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }));
    }

    /**
     * Keeps a secret, in the place of one of the same name. Makes the store if there is none.
     *
     * @param value of at least one character; the caller wipes it
     * @return whether there was none of that name
     */
    public boolean put(String name, char[] value) {
        if (!SecretReference.isName(name) || value.length == 0) {
            throw new IllegalArgumentException("no name, or nothing");
        }
        byte[] plain = bytes(value);
        try {
            return locked(() -> {
                Optional<Sealed> there = read();
                Opened opened = there.map(sealed -> new Opened(sealed, key(sealed))).orElseGet(this::begin);
                Sealed before = opened.sealed();
                boolean isNew = before.find(name).isEmpty();
                if (isNew && before.entries().size() >= MOST_SECRETS) {
                    throw new SecretException("there are " + MOST_SECRETS + " secrets already");
                }
                try {
                    write(before.with(name, Sealing.seal(opened.key(), name, plain)));
                } finally {
                    Arrays.fill(opened.key(), (byte) 0);
                }
                return isNew;
            });
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Removes a secret. Needs no key. @return whether there was one */
    public boolean remove(String name) {
        return locked(() -> {
            Optional<Sealed> there = read().filter(sealed -> sealed.find(name).isPresent());
            if (there.isPresent()) {
                write(there.get().without(name));
            }
            return there.isPresent();
        });
    }

    /** A store and the key that it is encrypted with. */
    private record Opened(Sealed sealed, byte[] key) {
    }

    private Opened begin() {
        for (KeyKeeper keeper : keepers) {
            Optional<byte[]> key = keeper.begin();
            if (key.isPresent()) {
                String id = Sealing.fingerprint(key.get());
                return new Opened(new Sealed(keeper.word(), id, new TreeMap<>()), key.get());
            }
        }
        throw new SecretException("nothing on this machine keeps a key for secrets");
    }

    private KeyKeeper keeper(Sealed sealed) {
        return keepers.stream().filter(each -> each.word().equals(sealed.keeper())).findFirst()
                .orElseThrow(() -> new SecretException("the secrets of " + file + " cannot be read here: their key is"
                        + " kept by another machine (" + sealed.keeper() + ")" + AGAIN));
    }

    private byte[] key(Sealed sealed) {
        byte[] key;
        try {
            key = keeper(sealed).find(sealed.keyId());
        } catch (SecretException e) {
            throw new SecretException("the secrets of " + file + " cannot be read: " + e.getMessage());
        }
        if (!Sealing.fingerprint(key).equals(sealed.keyId())) {
            Arrays.fill(key, (byte) 0);
            throw new SecretException("the secrets of " + file + " are encrypted with another key than that of "
                    + keeper(sealed).where() + ": they come from another machine or another user" + AGAIN);
        }
        return key;
    }

    private Optional<Sealed> read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Sealed.of(PrivateFiles.read(file, MOST_BYTES)));
        } catch (SecretException e) {
            throw new SecretException(file + " " + e.getMessage() + AGAIN);
        } catch (IOException e) {
            throw new SecretException("the secrets cannot be read: " + e.getMessage());
        }
    }

    private void write(Sealed sealed) {
        try {
            if (!Files.isDirectory(file.getParent())) {
                PrivateFiles.folder(file.getParent());
            }
            PrivateFiles.replace(file, sealed.text());
        } catch (IOException e) {
            throw new SecretException("the secrets cannot be kept: " + e.getMessage());
        }
    }

    /** One change at a time: what another process has written meanwhile must not be lost. */
    private <T> T locked(Supplier<T> change) {
        try {
            return ProcessLock.during(keys, LOCK_FILE, change::get);
        } catch (IOException e) {
            throw new SecretException("the secrets cannot be changed: " + e.getMessage());
        }
    }

    private static byte[] bytes(char[] value) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(value));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
