package dev.fermata.platform.freedesktop;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;

/**
 * Tells whether the session is locked, as far as somebody says so: logind's {@code LockedHint}, and the screen saver's
 * {@code ActiveChanged} (KDE and others by freedesktop's name, GNOME by its own). A thread of its own
 * ({@code session-lock}) connects and asks; changes come on threads of the D-Bus library. Thread-safe.
 */
public final class SessionLock implements AutoCloseable {
    private static final String LOGIND = "org.freedesktop.login1";
    private static final String LOGIND_PATH = "/org/freedesktop/login1";
    private static final String SESSION = "org.freedesktop.login1.Session";
    private static final String HINT = "LockedHint";
    private static final String SAVER = "org.freedesktop.ScreenSaver";
    private static final String GNOME_SAVER = "org.gnome.ScreenSaver";
    /** A bus is on this machine: it is there at once, or not at all. */
    private static final int CONNECT_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 200;

    private final Consumer<Boolean> listener;
    private final Consumer<String> problems;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "session-lock");
    /** Who says what; used under its own lock, and so is the listener. */
    private final Map<String, Boolean> said = new HashMap<>();
    private boolean told;

    /** Who knows sessions. */
    @DBusInterfaceName("org.freedesktop.login1.Manager")
    public interface Manager extends DBusInterface {
        /** The session of that number. */
        DBusPath GetSession(String id);

        /** That of a process. */
        DBusPath GetSessionByPID(UInt32 pid);
    }

    /** A screen saver by freedesktop's name. */
    @DBusInterfaceName(SAVER)
    public interface Saver extends DBusInterface {
        /** Whether it covers the screen. */
        boolean GetActive();

        /** It begins or ends to. */
        class ActiveChanged extends DBusSignal {
            private final boolean active;

            public ActiveChanged(String path, boolean active) throws DBusException {
                super(path, active);
                this.active = active;
            }

            /** Whether it covers the screen now. */
            boolean active() {
                return active;
            }
        }
    }

    /** GNOME's. */
    @DBusInterfaceName(GNOME_SAVER)
    public interface GnomeSaver extends DBusInterface {
        /** Whether it covers the screen. */
        boolean GetActive();

        /** It begins or ends to. */
        class ActiveChanged extends DBusSignal {
            private final boolean active;

            public ActiveChanged(String path, boolean active) throws DBusException {
                super(path, active);
                this.active = active;
            }

            /** Whether it covers the screen now. */
            boolean active() {
                return active;
            }
        }
    }

    /**
     * Begins to connect.
     *
     * @param listener told of each change, and at first if it is locked
     * @param problems told why somebody cannot be asked; one of the two is enough
     */
    public SessionLock(Consumer<Boolean> listener, Consumer<String> problems) {
        this.listener = listener;
        this.problems = problems;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        DBusConnection session = null;
        DBusConnection system = null;
        try {
            session = attempt("the screen saver", DBusConnectionBuilder::forSessionBus, this::watchSavers);
            system = attempt("logind", DBusConnectionBuilder::forSystemBus, this::watchLogind);
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect(session);
            disconnect(system);
        }
    }

    private interface Watch {
        void on(DBusConnection bus) throws DBusException, IOException;
    }

    private DBusConnection attempt(String whom, Supplier<DBusConnectionBuilder> bus, Watch watch) {
        DBusConnection connection = null;
        try {
            connection = bus.get().withShared(false).transportConfig().withTimeout(CONNECT_MILLIS).back().build();
            watch.on(connection);
            return connection;
        } catch (DBusException | DBusExecutionException | IOException e) {
            disconnect(connection);
            problems.accept(whom + " cannot be asked whether the session is locked (" + e.getMessage() + ")");
            return null;
        }
    }

    private static void disconnect(DBusConnection connection) {
        if (connection != null) {
            connection.disconnect();
        }
    }

    private void watchSavers(DBusConnection bus) throws DBusException {
        bus.addSigHandler(Saver.ActiveChanged.class, signal -> says(SAVER, signal.active()));
        bus.addSigHandler(GnomeSaver.ActiveChanged.class, signal -> says(GNOME_SAVER, signal.active()));
        DBus names = bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        // Asking one that is not there would start it.
        if (names.NameHasOwner(SAVER)) {
            says(SAVER, bus.getRemoteObject(SAVER, "/org/freedesktop/ScreenSaver", Saver.class).GetActive());
        }
        if (names.NameHasOwner(GNOME_SAVER)) {
            says(GNOME_SAVER, bus.getRemoteObject(GNOME_SAVER, "/org/gnome/ScreenSaver", GnomeSaver.class).GetActive());
        }
    }

    private void watchLogind(DBusConnection bus) throws DBusException, IOException {
        DBus names = bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        if (!names.NameHasOwner(LOGIND)) {
            throw new IOException("it does not run");
        }
        Manager manager = bus.getRemoteObject(LOGIND, LOGIND_PATH, Manager.class);
        String id = System.getenv("XDG_SESSION_ID");
        String path = (id != null && !id.isEmpty() ? manager.GetSession(id)
                : manager.GetSessionByPID(new UInt32(ProcessHandle.current().pid()))).getPath();
        bus.addSigHandler(Properties.PropertiesChanged.class, signal -> {
            if (signal.getPath().equals(path) && signal.getPropertiesChanged().containsKey(HINT)) {
                says(LOGIND, Boolean.TRUE.equals(signal.getPropertiesChanged().get(HINT).getValue()));
            }
        });
        Properties properties = bus.getRemoteObject(LOGIND, path, Properties.class);
        boolean locked = properties.Get(SESSION, HINT);
        says(LOGIND, locked);
    }

    private void says(String who, boolean locked) {
        synchronized (said) {
            said.put(who, locked);
            boolean now = said.containsValue(true);
            if (now != told) {
                told = now;
                listener.accept(now);
            }
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
