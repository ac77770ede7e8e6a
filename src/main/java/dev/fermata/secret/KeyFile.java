package dev.fermata.secret;

import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A file that only its user can read has the key. */
class KeyFile implements KeyKeeper {
    /** A key, or what the system has made of it. */
    private static final int MOST_BYTES = 4_096;

    private final Path file;

    /** @param file in a folder of Fermata's own */
    KeyFile(Path file) {
        this.file = file;
    }

    @Override
    public String word() {
        return "file";
    }

    @Override
    public String where() {
        return "the file " + file;
    }

    /** The key as the file has it. */
    String written(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /** What {@link #written} has made of a key; empty for anything else. */
    Optional<byte[]> read(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(key -> key.length == Sealing.KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] find(String id) {
        try {
            return read(PrivateFiles.read(file, MOST_BYTES).strip()).orElseThrow(() ->
                    new SecretException("the file " + file + " has no key in it that can be used here"));
        } catch (NoSuchFileException e) {
            throw new SecretException("there is no file " + file + ", which has their key; bring it back,"
                    + " or move them away and set them anew with 'fermata secret set'");
        } catch (IOException e) {
            throw new SecretException("their key cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Optional<byte[]> begin() {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(find(""));
        }
        byte[] key = Sealing.newKey();
        try {
            PrivateFiles.replace(file, written(key) + "\n");
        } catch (IOException e) {
            throw new SecretException("the file " + file + ", which is to have their key, cannot be written: "
                    + e.getMessage());
        }
        return Optional.of(key);
    }
}
