package dev.fermata.platform.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Fermata's value in the registry's key of commands that are started when this user logs in. Texts go in and
 * out as they are, in Unicode, and nothing in them is expanded. Not yet run on Windows.
 */
public final class WindowsRunKey {
    private static final String KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    private static final String NAME = "Fermata";

    /** The value as text; empty when there is none. @throws UncheckedIOException when Windows refuses */
    public Optional<String> read() {
        try {
            return exists() ? Optional.of(String.valueOf(
                    Advapi32Util.registryGetValue(WinReg.HKEY_CURRENT_USER, KEY, NAME))) : Optional.empty();
        } catch (Win32Exception e) {
            throw refused("read", e);
        }
    }

    /** Sets the value. @throws UncheckedIOException when Windows refuses */
    public void write(String command) {
        try {
            Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, KEY);
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, NAME, command);
        } catch (Win32Exception e) {
            throw refused("written", e);
        }
    }

    /** Takes the value away, if it is there. @throws UncheckedIOException when Windows refuses */
    public void delete() {
        try {
            if (exists()) {
                Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, KEY, NAME);
            }
        } catch (Win32Exception e) {
            throw refused("deleted", e);
        }
    }

    private static boolean exists() {
        return Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, KEY, NAME);
    }

    private static UncheckedIOException refused(String what, Win32Exception why) {
        return new UncheckedIOException(new IOException("the value HKCU\\" + KEY + "\\" + NAME + " cannot be " + what
                + ": " + why.getMessage(), why));
    }
}
