package dev.fermata.platform.wayland;

import dev.fermata.platform.DesktopException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A connection to the compositor of a Wayland session. One thread reads; any may send. No file descriptors are passed,
 * for nothing is asked for that comes with one.
 */
final class WaylandSocket implements AutoCloseable {
    private static final String FIRST = "wayland-0";

    private final SocketChannel channel;
    private final ByteBuffer read = ByteBuffer.allocate(2 * Message.MOST_BYTES).order(ByteOrder.nativeOrder()).limit(0);

    /** @throws DesktopException when there is none */
    WaylandSocket(Path path) {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new DesktopException("the Wayland compositor cannot be reached at " + path + ": " + e.getMessage(),
                    e);
        }
    }

    /** Where that of the session is; empty where there is none. */
    static Optional<Path> path(Map<String, String> environment) {
        String name = environment.getOrDefault("WAYLAND_DISPLAY", "");
        String folder = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (folder.isBlank() && !name.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(folder).resolve(name.isBlank() ? FIRST : name)).filter(Files::exists);
    }

    /** @throws DesktopException when the compositor is gone */
    synchronized void send(Message request) {
        try {
            ByteBuffer bytes = request.encoded();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** The next event; waits for it. @throws DesktopException when the compositor is gone, or this is closed */
    Message await() {
        try {
            while (true) {
                Message message = Message.take(read);
                if (message != null) {
                    return message;
                }
                read.compact();
                int some = channel.read(read);
                read.flip();
                if (some < 0) {
                    throw new DesktopException("the Wayland compositor has ended");
                }
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Whether something has been read that {@link #await} has not given yet. */
    boolean hasMore() {
        return read.hasRemaining();
    }

    private static DesktopException gone(IOException why) {
        return new DesktopException("the Wayland compositor is gone: " + why.getMessage(), why);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw gone(e);
        }
    }
}
