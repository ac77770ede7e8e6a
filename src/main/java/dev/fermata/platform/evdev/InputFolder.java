package dev.fermata.platform.evdev;

import com.sun.jna.Memory;
import dev.fermata.platform.DesktopException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder of the devices, watched: devices come and go, and the rights to open one come a little after itself.
 * Used by one thread at a time.
 */
final class InputFolder implements AutoCloseable {
    static final String PATH = "/dev/input";
    /** The folder itself is not there before the first device. */
    private static final String PARENT = "/dev";
    private static final String PREFIX = "event";
    private static final int BUFFER_BYTES = 4_096;
    private static final int NAME_LENGTH = 12;
    private static final int NAME = 16;

    private final int fd;
    private final Memory buffer = new Memory(BUFFER_BYTES);

    /** @throws DesktopException when the system has no more watches */
    InputFolder() {
        fd = LinuxCalls.inotify_init1(LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC);
        if (fd < 0) {
            throw new DesktopException("the system refused to watch " + PATH + ": too many open files?");
        }
        watch();
        LinuxCalls.inotify_add_watch(fd, PARENT, LinuxCalls.IN_CREATE);
    }

    private void watch() {
        LinuxCalls.inotify_add_watch(fd, PATH, LinuxCalls.IN_CREATE | LinuxCalls.IN_ATTRIB | LinuxCalls.IN_DELETE
                | LinuxCalls.IN_MOVED_FROM | LinuxCalls.IN_MOVED_TO);
    }

    int fd() {
        return fd;
    }

    /** The devices that are there, by their file names. */
    static List<String> names() {
        String[] names = new File(PATH).list((folder, name) -> name.startsWith(PREFIX));
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** Takes what the system tells. @param changed told of each name that is another one now, or has other rights */
    void take(Consumer<String> changed) {
        for (long bytes = LinuxCalls.read(fd, buffer, buffer.size()); bytes > 0;
                bytes = LinuxCalls.read(fd, buffer, buffer.size())) {
            for (long at = 0; at + NAME <= bytes; at += NAME + buffer.getInt(at + NAME_LENGTH)) {
                if (buffer.getInt(at + NAME_LENGTH) > 0) {
                    changed.accept(buffer.getString(at + NAME, StandardCharsets.UTF_8.name()));
                }
            }
        }
        watch(); // it may be a new folder, and it costs nothing for the old one
    }

    @Override
    public void close() {
        LinuxCalls.close(fd);
    }
}
