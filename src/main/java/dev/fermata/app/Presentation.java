package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.observe.StandingWatch;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
import dev.fermata.present.StandingBadge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the player sees without a terminal, as far as the settings ask for it: the rest is neither loaded nor begun.
 * Nothing of it keeps the agent from playing; what cannot be had is told in the log.
 */
final class Presentation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final List<Runnable> closers = new ArrayList<>();

    /** Whether there is anything to present. */
    static boolean isAskedFor(Settings settings) {
        return !settings.present().overlay().corner().isOff();
    }

    /**
     * Begins it.
     *
     * @param listen takes who is to hear the agent's events, from the first one on
     */
    Presentation(Settings settings, Platform platform, Consumer<Consumer<Event>> listen) {
        if (!settings.present().overlay().corner().isOff()) {
            overlay(settings.present().overlay(), platform, listen);
        }
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

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
