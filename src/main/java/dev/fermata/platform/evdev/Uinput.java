package dev.fermata.platform.evdev;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import dev.fermata.platform.DesktopException;
import java.nio.charset.StandardCharsets;

/**
 * The virtual keyboard and mouse ({@code /dev/uinput}). It ends with the process, however that dies, and its keys go
 * up with it. Writing is thread-safe, and so is closing; reading belongs to one thread.
 */
final class Uinput implements Output, AutoCloseable {
    static final String PATH = "/dev/uinput";
    static final String NAME = "Fermata virtual keyboard and mouse";
    /** No vendor of USB devices; "FE" and "RM". */
    static final short VENDOR = 0x4645;
    static final short PRODUCT = 0x524d;

    private static final short BUS_VIRTUAL = 6;
    private static final int EV_REP = 0x14;
    private static final int LEDS = 5;
    private static final int MOST_EVENTS = 256;
    private static final int[] STEPS = {Codes.REL_X, Codes.REL_Y, Codes.REL_HWHEEL, Codes.REL_WHEEL,
        Codes.REL_WHEEL_HI_RES, Codes.REL_HWHEEL_HI_RES};
    /** Ranges of codes, first and last: not those by which a device is taken for a joystick, a tablet or a touchpad. */
    private static final int[][] KEYS = {{1, 0xff}, {Codes.BTN_LEFT, Codes.BTN_LEFT + 7}, {0x160, 0x21f},
        {0x224, 0x2bf}};

    private final Memory written = new Memory((long) MOST_EVENTS * LinuxCalls.EVENT_BYTES);
    private final Memory lights = new Memory((long) Events.READ_AT_ONCE * LinuxCalls.EVENT_BYTES);
    private final int fd;
    @GuardedBy("this")
    private boolean closed;

    private Uinput(int fd) {
        this.fd = fd;
        written.clear();
    }

    /** Makes the device. @throws DesktopException when the kernel refuses */
    static Uinput create() {
        int fd = LinuxCalls.open(PATH, LinuxCalls.O_RDWR | LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC);
        if (fd < 0) {
            throw new DesktopException(PATH + " cannot be opened (error " + LinuxCalls.error() + "); "
                    + EvdevRights.ADVICE);
        }
        boolean made = set(fd, LinuxCalls.UI_SET_EVBIT, Codes.EV_SYN, Codes.EV_KEY, Codes.EV_REL, Codes.EV_MSC,
                Codes.EV_LED, EV_REP)
                && set(fd, LinuxCalls.UI_SET_RELBIT, STEPS) && set(fd, LinuxCalls.UI_SET_MSCBIT, Codes.MSC_SCAN);
        for (int[] range : KEYS) {
            for (int code = range[0]; code <= range[1]; code++) {
                made &= set(fd, LinuxCalls.UI_SET_KEYBIT, code);
            }
        }
        for (int led = 0; led < LEDS; led++) {
            made &= set(fd, LinuxCalls.UI_SET_LEDBIT, led);
        }
        try (Memory setup = new Memory(LinuxCalls.SETUP_BYTES)) {
            setup.clear();
            setup.setShort(0, BUS_VIRTUAL);
            setup.setShort(LinuxCalls.ID_VENDOR, VENDOR);
            setup.setShort(LinuxCalls.ID_PRODUCT, PRODUCT);
            setup.setString(LinuxCalls.SETUP_NAME, NAME, StandardCharsets.US_ASCII.name());
            made = made && LinuxCalls.ioctl(fd, LinuxCalls.UI_DEV_SETUP, setup) == 0
                    && LinuxCalls.ioctl(fd, LinuxCalls.UI_DEV_CREATE, 0L) == 0;
        }
        if (!made) {
            int error = LinuxCalls.error();
            LinuxCalls.close(fd);
            throw new DesktopException("the kernel refused a virtual keyboard (error " + error
                    + "); Linux 4.15 or newer is needed");
        }
        return new Uinput(fd);
    }

    private static boolean set(int fd, long request, int... values) {
        boolean set = true;
        for (int value : values) {
            set &= LinuxCalls.ioctl(fd, request, (long) value) == 0;
        }
        return set;
    }

    int fd() {
        return fd;
    }

    @Override
    public synchronized void write(Events events) {
        for (int i = 0; i < events.size(); i++) {
            long at = (long) i * LinuxCalls.EVENT_BYTES;
            written.setShort(at + LinuxCalls.EVENT_TYPE, (short) events.type(i));
            written.setShort(at + LinuxCalls.EVENT_CODE, (short) events.code(i));
            written.setInt(at + LinuxCalls.EVENT_VALUE, events.value(i));
        }
        long bytes = (long) events.size() * LinuxCalls.EVENT_BYTES;
        if (closed || LinuxCalls.write(fd, written, bytes) != bytes) {
            throw new DesktopException("the virtual keyboard is gone");
        }
    }

    /** Reads what programs want its lights to be. */
    void readLights(Events into) {
        Evdev.read(fd, lights, into);
    }

    /** Takes the device away, with all that is down on it; idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.ioctl(fd, LinuxCalls.UI_DEV_DESTROY, 0L);
            LinuxCalls.close(fd);
        }
    }
}
