package dev.fermata.platform.evdev;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;

/** A device of the kernel ({@code /dev/input/event*}), opened. Used by one thread at a time. */
final class Evdev implements Source, AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final int fd;
    private final String name;
    private final Kind kind;
    private final boolean isOurOwn;
    private final Memory keys = new Memory(LinuxCalls.KEY_BYTES);
    private final Memory buffer = new Memory((long) Events.READ_AT_ONCE * LinuxCalls.EVENT_BYTES);

    private Evdev(int fd) {
        this.fd = fd;
        try (Memory clock = new Memory(Integer.BYTES); Memory called = new Memory(LinuxCalls.NAME_BYTES);
                Memory id = new Memory(LinuxCalls.ID_BYTES)) {
            clock.setInt(0, LinuxCalls.CLOCK_MONOTONIC);
            LinuxCalls.ioctl(fd, LinuxCalls.EVIOCSCLOCKID, clock);
            called.clear();
            LinuxCalls.ioctl(fd, LinuxCalls.EVIOCGNAME, called);
            name = called.getString(0, StandardCharsets.UTF_8.name());
            id.clear();
            LinuxCalls.ioctl(fd, LinuxCalls.EVIOCGID, id);
            isOurOwn = id.getShort(LinuxCalls.ID_VENDOR) == Uinput.VENDOR
                    && id.getShort(LinuxCalls.ID_PRODUCT) == Uinput.PRODUCT && name.equals(Uinput.NAME);
        }
        kind = Kind.of(bits(LinuxCalls.EVIOCGBIT_KEY, LinuxCalls.KEY_BYTES),
                bits(LinuxCalls.EVIOCGBIT_REL, LinuxCalls.BIT_BYTES),
                bits(LinuxCalls.EVIOCGBIT_ABS, LinuxCalls.BIT_BYTES).get(0));
    }

    /** What came of opening a device. @param error why it is not open; 0 if it is */
    record Opened(Optional<Evdev> device, int error) {
    }

    /** Opens a device, for its lights as well if that is allowed. */
    static Opened open(String path) {
        int flags = LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC;
        int fd = LinuxCalls.open(path, LinuxCalls.O_RDWR | flags);
        if (fd < 0 && LinuxCalls.error() == LinuxCalls.EACCES) {
            fd = LinuxCalls.open(path, LinuxCalls.O_RDONLY | flags);
        }
        return fd < 0 ? new Opened(Optional.empty(), LinuxCalls.error())
                : new Opened(Optional.of(new Evdev(fd)), 0);
    }

    int fd() {
        return fd;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it is a virtual device of Fermata's. */
    boolean isOurOwn() {
        return isOurOwn;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Grab grab(boolean taken) {
        if (LinuxCalls.ioctl(fd, LinuxCalls.EVIOCGRAB, taken ? 1L : 0L) == 0) {
            return Grab.DONE;
        }
        return LinuxCalls.error() == LinuxCalls.EBUSY ? Grab.BUSY : Grab.GONE;
    }

    @Override
    public void readDown(BitSet into) {
        into.clear();
        keys.clear();
        LinuxCalls.ioctl(fd, LinuxCalls.EVIOCGKEY, keys);
        fill(keys, into);
    }

    @Override
    public void light(int led, boolean on) {
        buffer.clear(2L * LinuxCalls.EVENT_BYTES);
        buffer.setShort(LinuxCalls.EVENT_TYPE, (short) Codes.EV_LED);
        buffer.setShort(LinuxCalls.EVENT_CODE, (short) led);
        buffer.setInt(LinuxCalls.EVENT_VALUE, on ? 1 : 0);
        // The second is the report, all zero.
        LinuxCalls.write(fd, buffer, 2L * LinuxCalls.EVENT_BYTES);
    }

    /** Reads what there is, as much as fits at once; returns whether the device is still there. */
    boolean read(Events into) {
        return read(fd, buffer, into);
    }

    /** The same for any descriptor that gives such events. */
    static boolean read(int fd, Memory buffer, Events into) {
        into.clear();
        long bytes = LinuxCalls.read(fd, buffer, buffer.size());
        if (bytes < 0) {
            int error = LinuxCalls.error();
            return error == LinuxCalls.EAGAIN || error == LinuxCalls.EINTR;
        }
        for (long at = 0; at + LinuxCalls.EVENT_BYTES <= bytes; at += LinuxCalls.EVENT_BYTES) {
            into.add(buffer.getLong(at) * NANOS_PER_SECOND
                            + buffer.getLong(at + LinuxCalls.EVENT_MICROS) * NANOS_PER_MICRO,
                    buffer.getShort(at + LinuxCalls.EVENT_TYPE), buffer.getShort(at + LinuxCalls.EVENT_CODE),
                    buffer.getInt(at + LinuxCalls.EVENT_VALUE));
        }
        return bytes > 0;
    }

    private BitSet bits(long request, int bytes) {
        BitSet bits = new BitSet();
        try (Memory data = new Memory(bytes)) {
            data.clear();
            LinuxCalls.ioctl(fd, request, data);
            fill(data, bits);
        }
        return bits;
    }

    private static void fill(Memory from, BitSet bits) {
        for (long at = 0; at < from.size(); at++) {
            int some = from.getByte(at);
            for (int bit = 0; some != 0 && bit < Byte.SIZE; bit++) {
                if ((some >> bit & 1) != 0) {
                    bits.set((int) at * Byte.SIZE + bit);
                }
            }
        }
    }

    /** Gives it back to everybody as well, if it is taken. */
    @Override
    public void close() {
        LinuxCalls.close(fd);
    }
}
