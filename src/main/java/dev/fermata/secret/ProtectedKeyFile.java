package dev.fermata.secret;

import dev.fermata.secret.windows.Dpapi;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A file has the key as Windows has encrypted it for its user. Not yet run. */
final class ProtectedKeyFile extends KeyFile {
    private static final String PREFIX = "dpapi ";

    ProtectedKeyFile(Path file) {
        super(file);
    }

    @Override
    public String word() {
        return "dpapi";
    }

    @Override
    String written(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(Dpapi.protect(key));
    }

    @Override
    Optional<byte[]> read(String text) {
        try {
            return !text.startsWith(PREFIX) ? Optional.empty()
                    : Dpapi.unprotect(Base64.getDecoder().decode(text.substring(PREFIX.length())))
                            .filter(key -> key.length == Sealing.KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
