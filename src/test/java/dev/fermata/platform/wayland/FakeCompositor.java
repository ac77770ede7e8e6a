package dev.fermata.platform.wayland;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A compositor for one client, which tells of the windows that a test shows. Thread-safe. */
final class FakeCompositor implements AutoCloseable {
    static final int FIRST_WINDOW = Toplevels.FIRST_OF_COMPOSITOR;
    private static final int NAME = 17;

    private final Path folder;
    private final boolean tellsOfWindows;
    private final ServerSocketChannel server;
    private final List<byte[]> before = new ArrayList<>();
    private final List<Integer> destroyed = new ArrayList<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private SocketChannel client;
    private volatile boolean silent;

    /** @param folder for its socket */
    FakeCompositor(Path folder, boolean tellsOfWindows) throws IOException {
        this.folder = folder;
        this.tellsOfWindows = tellsOfWindows;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("wayland-7")));
        Thread thread = new Thread(this::serve, "compositor");
        thread.setDaemon(true);
        thread.start();
    }

    Map<String, String> environment() {
        return Map.of("XDG_RUNTIME_DIR", folder.toString(), "WAYLAND_DISPLAY", "wayland-7",
                "XDG_CURRENT_DESKTOP", "Fake");
    }

    private void serve() {
        ByteBuffer read = ByteBuffer.allocate(1 << 16).order(ByteOrder.nativeOrder());
        try {
            client = server.accept();
            while (client.read(read) >= 0) {
                read.flip();
                for (Message request = Message.take(read); request != null; request = Message.take(read)) {
                    answer(request);
                }
                read.compact();
            }
        } catch (ClosedChannelException e) {
            return; // the test has ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Message request) {
        if (request.object() == Toplevels.DISPLAY && request.opcode() == Toplevels.DISPLAY_GET_REGISTRY) {
            offer(3, "wl_compositor", 4);
            if (tellsOfWindows) {
                offer(NAME, Toplevels.MANAGER, 3);
            }
        } else if (request.object() == Toplevels.DISPLAY && !silent) {
            int callback = request.number();
            send(Message.request(callback, 0).with(1));
            send(Message.request(Toplevels.DISPLAY, Toplevels.DISPLAY_DELETED).with(callback));
        } else if (request.object() == Toplevels.REGISTRY) {
            if (request.number() != NAME || !request.text().equals(Toplevels.MANAGER)
                    || request.number() != Toplevels.VERSION || request.number() != Toplevels.MANAGER_OBJECT) {
                throw new AssertionError("bound something else");
            }
            synchronized (before) {
                before.forEach(this::write);
                connected.countDown();
            }
        } else if (request.object() < 0 && request.opcode() == Toplevels.DESTROY) {
            synchronized (destroyed) {
                destroyed.add(request.object());
            }
        }
    }

    private void offer(int name, String kind, int version) {
        send(Message.request(Toplevels.REGISTRY, Toplevels.REGISTRY_GLOBAL).with(name).with(kind).with(version));
    }

    /** Shows another window, its number counted from zero. */
    void show(int window, String title, String appId) {
        tell(Message.request(Toplevels.MANAGER_OBJECT, Toplevels.MANAGER_TOPLEVEL).with(FIRST_WINDOW + window),
                Message.request(FIRST_WINDOW + window, Toplevels.APP_ID).with(appId),
                title(window, title), done(window));
    }

    static Message title(int window, String title) {
        return Message.request(FIRST_WINDOW + window, Toplevels.TITLE).with(title);
    }

    static Message state(int window, int... states) {
        return Message.request(FIRST_WINDOW + window, Toplevels.STATE).with(states);
    }

    static Message done(int window) {
        return Message.request(FIRST_WINDOW + window, Toplevels.DONE);
    }

    /** Gives a window the focus, or takes it. */
    void focus(int window, boolean has) {
        tell(has ? state(window, 0, Toplevels.ACTIVATED) : state(window, 0), done(window));
    }

    void closeWindow(int window) {
        tell(Message.request(FIRST_WINDOW + window, Toplevels.CLOSED));
    }

    /** Says something in one go; to one that comes later when it has come. */
    void tell(Message... messages) {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        for (Message each : messages) {
            all.put(each.encoded());
        }
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        synchronized (before) {
            if (connected.getCount() == 0) {
                write(bytes);
            } else {
                before.add(bytes);
            }
        }
    }

    /** Answers nothing from now on. */
    void fallSilent() {
        silent = true;
    }

    List<Integer> destroyed() {
        synchronized (destroyed) {
            return List.copyOf(destroyed);
        }
    }

    private void send(Message message) {
        ByteBuffer bytes = message.encoded();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        write(copy);
    }

    private synchronized void write(byte[] bytes) {
        try {
            client.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (client != null) {
            client.close();
        }
    }
}
