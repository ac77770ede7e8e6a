package dev.fermata.platform.evdev;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.fermata.user.JnaSettings;

/**
 * The calls of the C library that this package needs, mapped directly, so that one that reads or writes allocates
 * nothing; for systems whose long has 64 bits. Numbers are of {@code linux/input.h}, {@code linux/uinput.h}, {@code
 * fcntl.h}, {@code errno.h}, {@code poll.h} and {@code sys/inotify.h}.
 */
final class LinuxCalls {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EAGAIN = 11;
    static final int EINTR = 4;
    static final int ENOENT = 2;

    static final short POLLIN = 1;

    // struct pollfd: int fd, short events, short revents.
    static final int POLLFD_BYTES = 8;

    // struct input_event: two longs of time, short type, short code, int value.
    static final int EVENT_BYTES = 24;
    static final int EVENT_MICROS = 8;
    static final int EVENT_TYPE = 16;
    static final int EVENT_CODE = 18;
    static final int EVENT_VALUE = 20;

    // struct input_id: four shorts, bus, vendor, product, version.
    static final int ID_BYTES = 8;
    static final int ID_VENDOR = 2;
    static final int ID_PRODUCT = 4;

    static final int NAME_BYTES = 256;
    static final int KEY_BYTES = 96;
    static final int BIT_BYTES = 8;

    static final long EVIOCGID = 0x80084502L;
    static final long EVIOCGNAME = 0x81004506L;
    static final long EVIOCGKEY = 0x80604518L;
    static final long EVIOCGBIT_KEY = 0x80604521L;
    static final long EVIOCGBIT_REL = 0x80084522L;
    static final long EVIOCGBIT_ABS = 0x80084523L;
    static final long EVIOCGRAB = 0x40044590L;
    static final long EVIOCSCLOCKID = 0x400445a0L;
    static final int CLOCK_MONOTONIC = 1;

    static final long UI_DEV_CREATE = 0x5501L;
    static final long UI_DEV_DESTROY = 0x5502L;
    static final long UI_DEV_SETUP = 0x405c5503L;
    static final long UI_SET_EVBIT = 0x40045564L;
    static final long UI_SET_KEYBIT = 0x40045565L;
    static final long UI_SET_RELBIT = 0x40045566L;
    static final long UI_SET_MSCBIT = 0x40045568L;
    static final long UI_SET_LEDBIT = 0x40045569L;
    static final int SETUP_BYTES = 92;
    static final int SETUP_NAME = 8;
    static final int SETUP_NAME_BYTES = 80;

    static final int IN_ATTRIB = 0x4;
    static final int IN_MOVED_FROM = 0x40;
    static final int IN_MOVED_TO = 0x80;
    static final int IN_CREATE = 0x100;
    static final int IN_DELETE = 0x200;

    static {
        JnaSettings.apply();
        Native.register(LinuxCalls.class, NativeLibrary.getProcess());
    }

    private LinuxCalls() {
    }

    static native int open(String path, int flags);

    static native int close(int fd);

    static native long read(int fd, Memory to, long bytes);

    static native long write(int fd, Memory from, long bytes);

    static native int ioctl(int fd, long request, long value);

    static native int ioctl(int fd, long request, Memory data);

    static native int poll(Memory fds, long count, int timeoutMillis);

    static native int pipe(int[] ends);

    static native int setpriority(int which, int who, int nice);

    static native int inotify_init1(int flags);

    static native int inotify_add_watch(int fd, String path, int mask);

    /** What the last call of this thread failed with. */
    static int error() {
        return Native.getLastError();
    }
}
