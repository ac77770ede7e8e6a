package dev.fermata.present;

import dev.fermata.observe.Standing;
import dev.fermata.platform.NotificationArea;
import dev.fermata.platform.NotificationArea.Line;
import dev.fermata.present.News.Weight;
import java.util.List;
import java.util.function.Consumer;

/**
 * The icon with its menu, and news as messages beside it, where the platform has a notification area. Told of how the
 * agent stands by one thread at a time; asked for its menu by the area's.
 */
public final class AreaTray implements Consumer<Standing>, NotificationArea.Menu {
    private final TrayMenu menu;

    public AreaTray(TrayActions actions) {
        menu = new TrayMenu(actions, Standing.AT_FIRST);
    }

    /** The icon for how it stands. */
    public static NotificationArea.Face face(Standing standing) {
        return new NotificationArea.Face(TrayIcon.of(StandingBadge.colour(standing.kind())), TrayIcon.SIZE,
                "Fermata: " + standing.words());
    }

    /** What shows news beside the icon; it is closed by whoever opened the area. */
    public static Teller.Channel news(NotificationArea area) {
        return new Teller.Channel() {
            @Override
            public void tell(News news) {
                area.tell("Fermata: " + news.kind().words(), Notifications.text(news.detail()),
                        news.kind().weight() == Weight.FAULT);
            }

            @Override
            public void close() {
                // the area is not ours
            }
        };
    }

    @Override
    public void accept(Standing now) {
        menu.stands(now);
    }

    @Override
    public List<Line> lines() {
        return menu.root().children().stream().map(AreaTray::line).toList();
    }

    @Override
    public void clicked(int id) {
        menu.clicked(id);
    }

    private static Line line(TrayMenu.Item item) {
        return new Line(item.id(), TrayMenu.plain(String.valueOf(item.properties().getOrDefault("label", ""))),
                !Boolean.FALSE.equals(item.properties().get("enabled")),
                Integer.valueOf(1).equals(item.properties().get("toggle-state")),
                item.children().stream().map(AreaTray::line).toList());
    }
}
