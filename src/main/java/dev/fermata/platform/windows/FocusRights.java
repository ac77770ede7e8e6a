package dev.fermata.platform.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import dev.fermata.platform.Barrier;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether the program that has the focus is of a higher integrity level than this one, as one that runs as
 * administrator is: Windows then lets no key through either way and tells neither of them. By Microsoft's pages
 * "Mandatory Integrity Control", {@code SendInput} (its remark on UIPI), {@code OpenProcessToken} and
 * {@code TOKEN_MANDATORY_LABEL}. Called by one thread at a time. Not yet run on Windows.
 */
final class FocusRights implements Barrier {
    /** SECURITY_MANDATORY_HIGH_RID in winnt.h: an administrator's programs. */
    static final int HIGH = 0x3000;

    // winnt.h, winerror.h
    static final int QUERY_LIMITED_INFORMATION = 0x1000;
    static final int TOKEN_QUERY = 8;
    static final int INTEGRITY_LEVEL = 25;
    static final int ACCESS_DENIED = 5;
    /** A label with the longest identifier that there is. */
    private static final int LABEL_BYTES = 128;
    /** SID: revision, how many parts, six bytes of an authority, the parts. */
    private static final int PARTS_COUNT_AT = 1;
    private static final int PARTS_AT = 8;

    private final Calls calls;
    private final OptionalInt own;
    private Pointer window;
    private Optional<String> found = Optional.empty();

    /** What is asked of Windows, call by call. */
    interface Calls {
        /** {@code GetForegroundWindow}. */
        Pointer foreground();

        /** {@code GetWindowThreadProcessId}. */
        int process(Pointer window);

        /** {@code OpenProcess}; null when it is refused. */
        Pointer openProcess(int process);

        /** {@code GetCurrentProcess}, which need not be closed. */
        Pointer ownProcess();

        /** {@code OpenProcessToken}; null when it is refused. */
        Pointer openToken(Pointer process);

        /** {@code GetTokenInformation}. */
        boolean label(Pointer token, Memory into);

        /** {@code GetLastError} of the call before. */
        int error();

        /** {@code CloseHandle}. */
        void close(Pointer handle);
    }

    FocusRights(Calls calls) {
        this.calls = calls;
        own = ofProcess(calls.ownProcess());
    }

    static FocusRights ofThisProcess() {
        return new FocusRights(new SystemCalls());
    }

    /** Whether this process runs as administrator; empty where Windows does not tell. */
    Optional<Boolean> isAdministrator() {
        return own.isPresent() ? Optional.of(own.getAsInt() >= HIGH) : Optional.empty();
    }

    @Override
    public Optional<String> now() {
        Pointer foreground = calls.foreground();
        if (foreground == null) {
            window = null;
            found = Optional.empty();
        } else if (!foreground.equals(window)) {
            window = foreground;
            found = own.isPresent() ? above(calls.process(foreground)) : Optional.empty();
        }
        return found;
    }

    private Optional<String> above(int process) {
        Pointer handle = calls.openProcess(process);
        if (handle == null) {
            return denied();
        }
        try {
            OptionalInt theirs = ofProcess(handle);
            if (theirs.isEmpty()) {
                // Of another account, which is what Windows asks for when a user is no administrator himself.
                return denied();
            }
            return theirs.getAsInt() > own.getAsInt() ? Optional.of("runs with more rights than Fermata"
                    + (theirs.getAsInt() >= HIGH ? ", as administrator" : "")) : Optional.empty();
        } finally {
            calls.close(handle);
        }
    }

    private Optional<String> denied() {
        return calls.error() == ACCESS_DENIED
                ? Optional.of("does not let itself be looked at, as do those that run with more rights than Fermata")
                : Optional.empty();
    }

    private OptionalInt ofProcess(Pointer process) {
        Pointer token = calls.openToken(process);
        if (token == null) {
            return OptionalInt.empty();
        }
        try (Memory label = new Memory(LABEL_BYTES)) {
            if (!calls.label(token, label)) {
                return OptionalInt.empty();
            }
            Pointer identifier = label.getPointer(0);
            int parts = identifier.getByte(PARTS_COUNT_AT);
            return parts < 1 ? OptionalInt.empty()
                    : OptionalInt.of(identifier.getInt(PARTS_AT + (parts - 1L) * Integer.BYTES));
        } finally {
            calls.close(token);
        }
    }

    private static final class SystemCalls implements Calls {
        private final User user = Native.load("user32", User.class, W32APIOptions.DEFAULT_OPTIONS);
        private final Kernel kernel = Native.load("kernel32", Kernel.class, W32APIOptions.DEFAULT_OPTIONS);
        private final Rights rights = Native.load("advapi32", Rights.class, W32APIOptions.DEFAULT_OPTIONS);

        interface User extends StdCallLibrary {
            Pointer GetForegroundWindow();

            int GetWindowThreadProcessId(Pointer window, IntByReference process);
        }

        interface Kernel extends StdCallLibrary {
            Pointer OpenProcess(int access, int inherit, int process);

            Pointer GetCurrentProcess();

            int CloseHandle(Pointer handle);
        }

        interface Rights extends StdCallLibrary {
            int OpenProcessToken(Pointer process, int access, PointerByReference token);

            int GetTokenInformation(Pointer token, int which, Pointer into, int bytes, IntByReference needed);
        }

        @Override
        public Pointer foreground() {
            return user.GetForegroundWindow();
        }

        @Override
        public int process(Pointer window) {
            IntByReference process = new IntByReference();
            user.GetWindowThreadProcessId(window, process);
            return process.getValue();
        }

        @Override
        public Pointer openProcess(int process) {
            return kernel.OpenProcess(QUERY_LIMITED_INFORMATION, 0, process);
        }

        @Override
        public Pointer ownProcess() {
            return kernel.GetCurrentProcess();
        }

        @Override
        public Pointer openToken(Pointer process) {
            PointerByReference token = new PointerByReference();
            return rights.OpenProcessToken(process, TOKEN_QUERY, token) == 0 ? null : token.getValue();
        }

        @Override
        public boolean label(Pointer token, Memory into) {
            return rights.GetTokenInformation(token, INTEGRITY_LEVEL, into, (int) into.size(), new IntByReference()) != 0;
        }

        @Override
        public int error() {
            return Native.getLastError();
        }

        @Override
        public void close(Pointer handle) {
            kernel.CloseHandle(handle);
        }
    }
}
