package dev.fermata.present;

import dev.fermata.observe.Standing;
import dev.fermata.observe.Standing.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tray's menu has in it, and what a click on it does. Thread-safe; asks its actions anew each time. */
final class TrayMenu {
    static final int ROOT = 0;
    private static final int STATE = 1;
    private static final int TOGGLE = 2;
    private static final int PROFILES = 3;
    private static final int PAGE = 4;
    private static final int QUIT = 5;
    private static final int FIRST_LINE = 6;
    private static final int SECOND_LINE = 7;
    private static final int FIRST_PROFILE = 100;

    private final TrayActions actions;
    private volatile Standing standing;
    /** As they were shown last: a click means what was read. */
    private volatile List<String> profiles = List.of();

    /**
     * One line of a menu.
     *
     * @param properties as the protocol names them, values of its types
     */
    record Item(int id, Map<String, Object> properties, List<Item> children) {
    }

    TrayMenu(TrayActions actions, Standing standing) {
        this.actions = actions;
        this.standing = standing;
    }

    void stands(Standing now) {
        standing = now;
    }

    /** The whole menu as it is now. */
    Item root() {
        profiles = actions.profiles();
        Kind kind = standing.kind();
        boolean still = kind == Kind.STOPPED || kind == Kind.ARMED;
        String toggle = still ? "Start" : kind == Kind.PAUSED ? "Resume" : "Pause";
        List<Item> items = List.of(
                item(STATE, "label", "Fermata: " + escaped(standing.words()), "enabled", false),
                item(TOGGLE, "label", toggle),
                item(FIRST_LINE, "type", "separator"),
                new Item(PROFILES, properties("label", "Profile", "children-display", "submenu",
                        "enabled", !profiles.isEmpty()), profileItems()),
                item(PAGE, "label", "Open the page", "enabled", actions.hasPage()),
                item(SECOND_LINE, "type", "separator"),
                item(QUIT, "label", "Quit"));
        return new Item(ROOT, properties("children-display", "submenu"), items);
    }

    private List<Item> profileItems() {
        Optional<String> inForce = actions.profile();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            items.add(item(FIRST_PROFILE + i, "label", escaped(profiles.get(i)), "toggle-type", "radio",
                    "toggle-state", inForce.equals(Optional.of(profiles.get(i))) ? 1 : 0));
        }
        return items;
    }

    /** Does what an item is for. */
    void clicked(int id) {
        switch (id) {
            case TOGGLE -> actions.toggle();
            case PAGE -> actions.openPage();
            case QUIT -> actions.quit();
            default -> {
                int index = id - FIRST_PROFILE;
                List<String> shown = profiles;
                if (index >= 0 && index < shown.size()) {
                    actions.use(shown.get(index));
                }
            }
        }
    }

    /** The item of that number, itself or below. */
    static Optional<Item> find(Item in, int id) {
        if (in.id() == id) {
            return Optional.of(in);
        }
        return in.children().stream().map(child -> find(child, id)).flatMap(Optional::stream).findFirst();
    }

    private static Item item(int id, Object... namesAndValues) {
        return new Item(id, properties(namesAndValues), List.of());
    }

    private static Map<String, Object> properties(Object... namesAndValues) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    /** One underline marks a key to press; two are one to read. */
    private static String escaped(String label) {
        return label.replace("_", "__");
    }

    /** A label as it is read. */
    static String plain(String label) {
        return label.replace("__", "_");
    }
}
