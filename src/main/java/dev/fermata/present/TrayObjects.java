package dev.fermata.present;

import dev.fermata.observe.Standing;
import dev.fermata.present.TrayProtocol.Layout;
import dev.fermata.present.TrayProtocol.Line;
import dev.fermata.present.TrayProtocol.Pixmap;
import dev.fermata.present.TrayProtocol.ToolTip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The two objects that trays ask: the icon and its menu. Thread-safe: the D-Bus library asks on threads of its own. */
final class TrayObjects {
    static final String ITEM_PATH = "/StatusNotifierItem";
    static final String MENU_PATH = "/MenuBar";
    private static final String CLICKED = "clicked";
    private static final UInt32 VERSION = new UInt32(3);

    private final TrayMenu menu;
    private final TrayActions actions;
    private final AtomicLong revision = new AtomicLong(1);
    private volatile Standing standing;

    /** Read-only properties, by the interface of D-Bus for that. */
    private abstract static class Readable implements Properties {
        abstract Map<String, Variant<?>> all();

        @Override
        public Map<String, Variant<?>> GetAll(String ofInterface) {
            return all();
        }

        // The library hands out what is asked for by its type, whatever that is.
        @Override
        @SuppressWarnings("unchecked")
        public <A> A Get(String ofInterface, String name) {
            return (A) all().get(name);
        }

        @Override
        public <A> void Set(String ofInterface, String name, A value) {
            throw new UnsupportedOperationException(name + " is not to be set");
        }
    }

    private final class Icon extends Readable implements TrayProtocol.Item {
        @Override
        Map<String, Variant<?>> all() {
            Standing now = standing;
            List<Pixmap> pictures = List.of(new Pixmap(TrayIcon.SIZE, TrayIcon.SIZE,
                    TrayIcon.of(StandingBadge.colour(now.kind()))));
            String title = "Fermata: " + now.words();
            Map<String, Variant<?>> all = new LinkedHashMap<>();
            all.put("Category", new Variant<>("ApplicationStatus"));
            all.put("Id", new Variant<>("fermata"));
            all.put("Title", new Variant<>(title));
            all.put("Status", new Variant<>("Active"));
            all.put("WindowId", new Variant<>(0));
            all.put("IconName", new Variant<>(""));
            all.put("IconPixmap", new Variant<>(pictures, "a(iiay)"));
            all.put("ToolTip", new Variant<>(new ToolTip("", List.of(), title, ""), "(sa(iiay)ss)"));
            all.put("ItemIsMenu", new Variant<>(false));
            all.put("Menu", new Variant<>(new DBusPath(MENU_PATH)));
            return all;
        }

        @Override
        public void Activate(int x, int y) {
            actions.toggle();
        }

        @Override
        public void SecondaryActivate(int x, int y) {
            actions.openPage();
        }

        @Override
        public void ContextMenu(int x, int y) {
            // trays show the menu themselves
        }

        @Override
        public void Scroll(int delta, String orientation) {
            // means nothing here
        }

        @Override
        public String getObjectPath() {
            return ITEM_PATH;
        }
    }

    private final class Menu extends Readable implements TrayProtocol.Menu {
        @Override
        Map<String, Variant<?>> all() {
            return Map.of("Version", new Variant<>(VERSION), "Status", new Variant<>("normal"),
                    "TextDirection", new Variant<>("ltr"), "IconThemePath", new Variant<>(List.of(), "as"));
        }

        @Override
        public Layout<UInt32, Line> GetLayout(int parent, int depth, List<String> properties) {
            TrayMenu.Item root = menu.root();
            return new Layout<>(new UInt32(revision.get()), line(TrayMenu.find(root, parent).orElse(root), depth));
        }

        @Override
        public List<TrayProtocol.Properties> GetGroupProperties(List<Integer> ids, List<String> properties) {
            TrayMenu.Item root = menu.root();
            List<TrayProtocol.Properties> found = new ArrayList<>();
            for (int id : ids) {
                TrayMenu.find(root, id).ifPresent(item -> found.add(
                        new TrayProtocol.Properties(id, variants(item.properties()))));
            }
            return found;
        }

        @Override
        public Variant<?> GetProperty(int id, String name) {
            return TrayMenu.find(menu.root(), id).map(item -> variants(item.properties()).get(name))
                    .orElseThrow(() -> new IllegalArgumentException("item " + id + " has no " + name));
        }

        @Override
        public void Event(int id, String event, Variant<?> data, UInt32 time) {
            if (event.equals(CLICKED)) {
                menu.clicked(id);
            }
        }

        /** Profiles may have come and gone: cheap to ask again, and always right. */
        @Override
        public boolean AboutToShow(int id) {
            return true;
        }

        @Override
        public String getObjectPath() {
            return MENU_PATH;
        }
    }

    TrayObjects(TrayActions actions, Standing standing) {
        this.actions = actions;
        this.standing = standing;
        menu = new TrayMenu(actions, standing);
    }

    TrayProtocol.Item icon() {
        return new Icon();
    }

    TrayProtocol.Menu menu() {
        return new Menu();
    }

    /** What is asked for from now on. @return the number of the menu's layout that shows it */
    UInt32 stands(Standing now) {
        standing = now;
        menu.stands(now);
        return new UInt32(revision.incrementAndGet());
    }

    private static Line line(TrayMenu.Item item, int depth) {
        List<Variant<?>> children = new ArrayList<>();
        if (depth != 0) {
            item.children().forEach(child -> children.add(new Variant<>(line(child, depth - 1), Line.SIGNATURE)));
        }
        return new Line(item.id(), variants(item.properties()), children);
    }

    private static Map<String, Variant<?>> variants(Map<String, Object> values) {
        Map<String, Variant<?>> variants = new LinkedHashMap<>();
        values.forEach((name, value) -> variants.put(name, new Variant<>(value)));
        return variants;
    }
}
