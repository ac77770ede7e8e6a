package dev.fermata.present;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * The words of StatusNotifierItem and of dbusmenu, as the D-Bus library wants them: it makes the protocol out of these
 * types. Names of methods and signals are the protocol's.
 */
public final class TrayProtocol {
    private TrayProtocol() {
    }

    /** Who knows the trays there are. */
    @DBusInterfaceName("org.kde.StatusNotifierWatcher")
    public interface Watcher extends DBusInterface {
        /** @param service the bus name of who has the icon */
        void RegisterStatusNotifierItem(String service);
    }

    /** The icon; its properties are asked for by {@code org.freedesktop.DBus.Properties}. */
    @DBusInterfaceName("org.kde.StatusNotifierItem")
    public interface Item extends DBusInterface {
        /** A click where the tray shows no menu by itself. */
        void Activate(int x, int y);

        /** A click of the middle button. */
        void SecondaryActivate(int x, int y);

        /** The menu is wanted from us; it is shown by the tray. */
        void ContextMenu(int x, int y);

        /** Turns of the wheel. */
        void Scroll(int delta, String orientation);

        /** Another icon. */
        class NewIcon extends DBusSignal {
            public NewIcon(String path) throws DBusException {
                super(path);
            }
        }

        /** Another title. */
        class NewTitle extends DBusSignal {
            public NewTitle(String path) throws DBusException {
                super(path);
            }
        }

        /** Another tooltip. */
        class NewToolTip extends DBusSignal {
            public NewToolTip(String path) throws DBusException {
                super(path);
            }
        }
    }

    /** The menu. */
    @DBusInterfaceName("com.canonical.dbusmenu")
    public interface Menu extends DBusInterface {
        /** The menu below an item, so many levels deep; -1 is all. */
        Layout<UInt32, Line> GetLayout(int parent, int depth, List<String> properties);

        /** The properties of some items. */
        List<Properties> GetGroupProperties(List<Integer> ids, List<String> properties);

        /** One property of an item. */
        Variant<?> GetProperty(int id, String name);

        /** Something was done to an item, such as {@code clicked}. */
        void Event(int id, String event, Variant<?> data, UInt32 time);

        /** An item is about to be shown. @return whether the layout is to be asked for again */
        boolean AboutToShow(int id);

        /** The menu below an item is another now. */
        class LayoutUpdated extends DBusSignal {
            private final UInt32 revision;
            private final int parent;

            public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
                super(path, revision, parent);
                this.revision = revision;
                this.parent = parent;
            }

            /** Of which layout. */
            public UInt32 revision() {
                return revision;
            }

            /** Below which item. */
            public int parent() {
                return parent;
            }
        }
    }

    /** What {@code GetLayout} gives back. */
    public static final class Layout<A, B> extends Tuple {
        @Position(0)
        private final A revision;
        @Position(1)
        private final B root;

        public Layout(A revision, B root) {
            this.revision = revision;
            this.root = root;
        }

        public A getRevision() {
            return revision;
        }

        public B getRoot() {
            return root;
        }
    }

    /** An item with what is below it; each child is such a line again. */
    public static final class Line extends Struct {
        /** Its signature, for children. */
        static final String SIGNATURE = "(ia{sv}av)";

        @Position(0)
        private final int id;
        @Position(1)
        private final Map<String, Variant<?>> properties;
        @Position(2)
        private final List<Variant<?>> children;

        public Line(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }

        public int getId() {
            return id;
        }

        public Map<String, Variant<?>> getProperties() {
            return properties;
        }

        public List<Variant<?>> getChildren() {
            return children;
        }
    }

    /** An item's properties. */
    public static final class Properties extends Struct {
        @Position(0)
        private final int id;
        @Position(1)
        private final Map<String, Variant<?>> properties;

        public Properties(int id, Map<String, Variant<?>> properties) {
            this.id = id;
            this.properties = properties;
        }

        public int getId() {
            return id;
        }

        public Map<String, Variant<?>> getProperties() {
            return properties;
        }
    }

    /** A picture. */
    public static final class Pixmap extends Struct {
        @Position(0)
        private final int width;
        @Position(1)
        private final int height;
        @Position(2)
        private final byte[] pixels;

        public Pixmap(int width, int height, byte[] pixels) {
            this.width = width;
            this.height = height;
            this.pixels = pixels;
        }

        public int getWidth() {
            return width;
        }

        public int getHeight() {
            return height;
        }

        public byte[] getPixels() {
            return pixels;
        }
    }

    /** A tooltip. */
    public static final class ToolTip extends Struct {
        @Position(0)
        private final String icon;
        @Position(1)
        private final List<Pixmap> pictures;
        @Position(2)
        private final String title;
        @Position(3)
        private final String text;

        public ToolTip(String icon, List<Pixmap> pictures, String title, String text) {
            this.icon = icon;
            this.pictures = pictures;
            this.title = title;
            this.text = text;
        }

        public String getIcon() {
            return icon;
        }

        public List<Pixmap> getPictures() {
            return pictures;
        }

        public String getTitle() {
            return title;
        }

        public String getText() {
            return text;
        }
    }
}
