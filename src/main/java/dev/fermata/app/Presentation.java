package dev.fermata.app;

import dev.fermata.config.settings.NotificationsOf;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SoundsOf;
import dev.fermata.event.Event;
import dev.fermata.observe.StandingWatch;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
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
        Settings.Present wanted = settings.present();
        if (!wanted.overlay().corner().isOff()) {
            overlay(wanted.overlay(), platform, listen);
        }
        if (wanted.sounds() != SoundsOf.OFF) {
            Weight least = wanted.sounds() == SoundsOf.ALL ? Weight.MOMENT : Weight.STATE;
            tell(new Teller("sounds", least, new Sounds(wanted.volume()), LOG::warn), listen);
        }
        if (wanted.notifications() != NotificationsOf.OFF) {
            Weight least = wanted.notifications() == NotificationsOf.FAULTS ? Weight.FAULT : Weight.STATE;
            tell(new Teller("notifications", least, new Notifications(), LOG::warn), listen);
        }
        if (wanted.tray()) {
            Tray tray = new Tray(new TrayControl(session, profile, onQuit), LOG::warn);
            closers.add(tray::close);
            listen.accept(new StandingWatch(tray));
        }
    }

    private void tell(Teller teller, Consumer<Consumer<Event>> listen) {
        tellers.add(teller);
        closers.add(teller::close);
        listen.accept(new NewsWatch(teller));
    }

    private void overlay(Settings.Overlay wanted, Platform platform, Consumer<Consumer<Event>> listen) {
        BadgeLook look = new BadgeLook(wanted.corner().isRight(), wanted.corner().isBottom(), wanted.text(),
                wanted.size(), wanted.opacity());
        try {
            Overlay overlay = platform.overlay(look, (what, failure) -> LOG.warn("{}", what));
            closers.add(overlay::close);
            listen.accept(new StandingWatch(new StandingBadge(overlay)));
        } catch (DesktopException e) {
            LOG.warn("{}", e.getMessage());
        }
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
