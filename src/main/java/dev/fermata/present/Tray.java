package dev.fermata.present;

import dev.fermata.observe.Standing;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;

/**
 * The icon in the desktop's tray, with its menu (StatusNotifierItem and dbusmenu, over D-Bus). Where there is no tray
 * it waits for one to come. Has a thread {@code tray}, which sleeps while nothing changes; thread-safe.
 */
public final class Tray implements Consumer<Standing>, AutoCloseable {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String WATCHER_PATH = "/StatusNotifierWatcher";
    private static final long CLOSE_MILLIS = 200;
    /** A key that is pressed again and again is not to keep the bus busy. */
    private static final long BETWEEN_MILLIS = 200;

    private final TrayObjects objects;
    private final Consumer<String> problems;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "tray");
    private volatile Standing standing;
    private volatile boolean watcherCame = true;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Begins to look for a tray.
     *
     * @param problems told when there can be no icon in this session
     */
    public Tray(TrayActions actions, Consumer<String> problems) {
        standing = Standing.AT_FIRST;
        this.problems = problems;
        objects = new TrayObjects(actions, Standing.AT_FIRST);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(Standing now) {
        standing = now;
        news.release();
    }

    private void run() {
        try (SessionBus bus = new SessionBus()) {
            DBusConnection connection = bus.connected();
            String name = "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";
            connection.exportObject(TrayObjects.ITEM_PATH, objects.icon());
            connection.exportObject(TrayObjects.MENU_PATH, objects.menu());
            connection.requestBusName(name);
            connection.addSigHandler(DBus.NameOwnerChanged.class, this::ownerChanged);
            Standing shown = Standing.AT_FIRST;
            while (ended.getCount() > 0) {
                if (watcherCame) {
                    watcherCame = false;
                    register(connection, name);
                }
                Standing now = standing;
                if (!now.equals(shown)) {
                    shown = now;
                    tell(connection, now);
                    ended.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    news.acquire();
                }
                news.drainPermits();
            }
        } catch (IOException e) {
            problems.accept("there is no icon in the tray: " + e.getMessage());
        } catch (DBusException | DBusExecutionException e) {
            problems.accept("there is no icon in the tray any more (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ownerChanged(DBus.NameOwnerChanged changed) {
        if (changed.name.equals(WATCHER) && !changed.newOwner.isEmpty()) {
            watcherCame = true;
            news.release();
        }
    }

    /** A desktop without a tray is no fault: one may come. */
    private static void register(DBusConnection connection, String name) throws DBusException {
        DBus bus = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        if (bus.NameHasOwner(WATCHER)) {
            connection.getRemoteObject(WATCHER, WATCHER_PATH, TrayProtocol.Watcher.class)
                    .RegisterStatusNotifierItem(name);
        }
    }

    private void tell(DBusConnection connection, Standing now) throws DBusException {
        connection.sendMessage(new TrayProtocol.Menu.LayoutUpdated(TrayObjects.MENU_PATH, objects.stands(now),
                TrayMenu.ROOT));
        connection.sendMessage(new TrayProtocol.Item.NewIcon(TrayObjects.ITEM_PATH));
        connection.sendMessage(new TrayProtocol.Item.NewTitle(TrayObjects.ITEM_PATH));
        connection.sendMessage(new TrayProtocol.Item.NewToolTip(TrayObjects.ITEM_PATH));
    }

    @Override
    public void close() {
        ended.countDown();
        news.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
