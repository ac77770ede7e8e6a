package dev.fermata.app;

import dev.fermata.config.settings.NotificationsOf;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SoundsOf;
import dev.fermata.event.Event;
import dev.fermata.observe.Standing;
import dev.fermata.observe.StandingWatch;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.NotificationArea;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
import dev.fermata.present.AreaTray;
import dev.fermata.present.News;
import dev.fermata.present.News.Weight;
import dev.fermata.present.NewsWatch;
import dev.fermata.present.Notifications;
import dev.fermata.present.Sounds;
import dev.fermata.present.StandingBadge;
import dev.fermata.present.Teller;
import dev.fermata.present.Tray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the player sees and hears without a terminal, as far as the settings ask for it: the rest is neither loaded nor begun.
 * Nothing of it keeps the agent from playing; what cannot be had is told in the log.
 */
final class Presentation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private static final long LAST_WORDS_MILLIS = 500;

    private final List<Teller> tellers = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();

    /**
     * Begins it.
     *
     * @param session whose agent has not started yet
     * @param profile what it plays
     * @param onQuit told who wants the program to end; returns at once
     */
    Presentation(Settings settings, Platform platform, Session session, PlayedProfile profile,
            Consumer<String> onQuit) {
        Consumer<Consumer<Event>> listen = session.agent()::listen;
        StandingWatch standing = session.agent().standing();
        Settings.Present wanted = settings.present();
        if (!wanted.overlay().corner().isOff()) {
            overlay(wanted.overlay(), platform, standing);
        }
        if (wanted.sounds() != SoundsOf.OFF) {
            Weight least = wanted.sounds() == SoundsOf.ALL ? Weight.MOMENT : Weight.STATE;
            tell(new Teller("sounds", least, new Sounds(wanted.volume()), LOG::warn), listen);
        }
        if (wanted.notifications() != NotificationsOf.OFF || wanted.tray()) {
            TrayControl actions = new TrayControl(session, profile, onQuit);
            AreaTray menu = new AreaTray(actions);
            Optional<NotificationArea> area = platform.notificationArea(menu, (what, failure) -> LOG.warn("{}", what));
            if (area.isPresent()) {
                area(area.get(), menu, wanted.notifications(), standing, listen);
            } else {
                overDBus(wanted, actions, standing, listen);
            }
        }
    }

    /** Its icon is there for messages too: they come from it. */
    private void area(NotificationArea area, AreaTray menu, NotificationsOf notifications, StandingWatch standing,
            Consumer<Consumer<Event>> listen) {
        area.show(AreaTray.face(Standing.AT_FIRST));
        closers.add(area::close);
        standing.listen(menu);
        standing.listen(now -> area.show(AreaTray.face(now)));
        if (notifications != NotificationsOf.OFF) {
            tell(new Teller("notifications", least(notifications), AreaTray.news(area), LOG::warn), listen);
        }
    }

    private void overDBus(Settings.Present wanted, TrayControl actions, StandingWatch standing,
            Consumer<Consumer<Event>> listen) {
        if (wanted.notifications() != NotificationsOf.OFF) {
            tell(new Teller("notifications", least(wanted.notifications()), new Notifications(), LOG::warn), listen);
        }
        if (wanted.tray()) {
            Tray tray = new Tray(actions, LOG::warn);
            closers.add(tray::close);
            standing.listen(tray);
        }
    }

    private static Weight least(NotificationsOf wanted) {
        return wanted == NotificationsOf.FAULTS ? Weight.FAULT : Weight.STATE;
    }

    private void tell(Teller teller, Consumer<Consumer<Event>> listen) {
        tellers.add(teller);
        closers.add(teller::close);
        listen.accept(new NewsWatch(teller));
    }

    private void overlay(Settings.Overlay wanted, Platform platform, StandingWatch standing) {
        BadgeLook look = new BadgeLook(wanted.corner().isRight(), wanted.corner().isBottom(), wanted.text(),
                wanted.size(), wanted.opacity());
        try {
            Overlay overlay = platform.overlay(look, (what, failure) -> LOG.warn("{}", what));
            closers.add(overlay::close);
            StandingBadge badge = new StandingBadge(overlay);
            badge.accept(Standing.AT_FIRST);
            standing.listen(badge);
        } catch (DesktopException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** Tells that it has begun and is stopped, which no event does. @param howToStart what starts it */
    void stopped(String howToStart) {
        tellers.forEach(teller -> teller.accept(new News(News.Kind.STOPPED, howToStart)));
    }

    /** Tells that the desktop has gone, which no event does; returns when that has arrived, or soon after. */
    void desktopGone() {
        for (Teller teller : tellers) {
            teller.accept(new News(News.Kind.GONE, "start Fermata again when it is back"));
            teller.await(LAST_WORDS_MILLIS);
        }
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
