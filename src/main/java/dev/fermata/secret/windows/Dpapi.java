package dev.fermata.secret.windows;

import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import dev.fermata.user.JnaSettings;
import java.util.Optional;

/**
 * Windows' data protection: what was encrypted by it only the same user can have decrypted. Made from its
 * documentation (CryptProtectData), and not yet run. Stateless.
 */
public final class Dpapi {
    private Dpapi() {
    }

    /** Returns what only this user can undo. */
    public static byte[] protect(byte[] plain) {
        JnaSettings.apply();
        return Crypt32Util.cryptProtectData(plain);
    }

    /** Returns what {@link #protect} was given; empty for what this user cannot undo. */
    public static Optional<byte[]> unprotect(byte[] made) {
        JnaSettings.apply();
        try {
            return Optional.of(Crypt32Util.cryptUnprotectData(made));
        } catch (Win32Exception e) {
            return Optional.empty();
        }
    }
}
