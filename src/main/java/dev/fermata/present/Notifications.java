package dev.fermata.present;

import dev.fermata.model.Printable;
import dev.fermata.present.News.Weight;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Shows news as desktop notifications (Desktop Notifications Specification 1.2, over D-Bus). */
public final class Notifications implements Teller.Channel {
    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    /** What the specification calls critical and normal. */
    private static final byte CRITICAL = 2;
    private static final byte NORMAL = 1;
    /** The desktop decides how long it is shown. */
    private static final int AS_USUAL = -1;
    private static final int LONGEST = 300;

    private final SessionBus bus = new SessionBus();
    /** The last one, which the next replaces: what was is of no more interest. */
    private UInt32 last = new UInt32(0);

    /** What shows them. */
    @DBusInterfaceName(NAME)
    public interface Server extends DBusInterface {
        /** Shows one, in the place of another if there is one of that number. @return its number */
        // The name is the protocol's.
        UInt32 Notify(String program, UInt32 replaces, String icon, String summary, String body,
                List<String> actions, Map<String, Variant<?>> hints, int timeoutMillis);
    }

    @Override
    public void tell(News news) throws IOException {
        boolean fault = news.kind().weight() == Weight.FAULT;
        try {
            Server server = bus.connected().getRemoteObject(NAME, PATH, Server.class);
            last = server.Notify("Fermata", last, "", "Fermata: " + news.kind().words(), body(news.detail()), List.of(),
                    Map.of("urgency", new Variant<>(fault ? CRITICAL : NORMAL)), AS_USUAL);
        } catch (DBusException | DBusExecutionException e) {
            throw new IOException("there are no notifications: the desktop shows none (" + e.getMessage() + ")", e);
        }
    }

    /** Without what a server would take for markup. */
    static String body(String detail) {
        return text(detail).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Short, and without what is no text. */
    static String text(String detail) {
        String lines = Printable.lines(detail).strip();
        return lines.codePointCount(0, lines.length()) <= LONGEST ? lines
                : lines.substring(0, lines.offsetByCodePoints(0, LONGEST)) + "...";
    }

    @Override
    public void close() {
        bus.close();
    }
}
