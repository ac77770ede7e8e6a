package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The calls of the C library this package needs. */
interface LibC extends Library {
    LibC INSTANCE = NativeLibraries.load(NativeLibraries.PROCESS, LibC.class);

    int pipe(int[] ends);

    int poll(Pointer fds, NativeLong count, int timeoutMillis);

    NativeLong read(int fd, Pointer to, NativeLong count);

    NativeLong write(int fd, byte[] from, NativeLong count);

    int close(int fd);

    int setenv(String name, String value, int overwrite);
}
