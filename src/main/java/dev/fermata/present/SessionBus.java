package dev.fermata.present;

import java.io.IOException;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** A connection of its own to the session's D-Bus. Used by one thread. */
final class SessionBus implements AutoCloseable {
    /** A bus is on this machine: it is there at once, or not at all. */
    private static final int CONNECT_MILLIS = 1_000;

    private DBusConnection connection;

    /** Connected, and once more where the bus has ended meanwhile. @throws IOException where there is none */
    DBusConnection connected() throws IOException {
        if (connection == null || !connection.isConnected()) {
            try {
                connection = DBusConnectionBuilder.forSessionBus().withShared(false)
                        .transportConfig().withTimeout(CONNECT_MILLIS).back().build();
            } catch (DBusException | DBusExecutionException e) {
                throw new IOException("this session has no D-Bus that can be used (" + e.getMessage() + ")", e);
            }
        }
        return connection;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.disconnect();
        }
    }
}
