package dev.fermata.app;

import dev.fermata.control.AgentControl;
import dev.fermata.model.AgentState;
import dev.fermata.present.TrayActions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tray does to a session: as the player's own hand, for it is. Thread-safe. */
final class TrayControl implements TrayActions {
    private static final Logger LOG = LoggerFactory.getLogger(TrayControl.class);
    private static final String CAUSE = "tray";

    private final Session session;
    private final PlayedProfile profile;
    private final Consumer<String> onQuit;

    /** @param onQuit told who wants the program to end; returns at once */
    TrayControl(Session session, PlayedProfile profile, Consumer<String> onQuit) {
        this.session = session;
        this.profile = profile;
        this.onQuit = onQuit;
    }

    @Override
    public void toggle() {
        AgentControl control = session.agent().core().control();
        if (control.state() == AgentState.STOPPED) {
            control.run(CAUSE);
        } else {
            control.toggle(CAUSE);
        }
    }

    @Override
    public List<String> profiles() {
        return profile.names();
    }

    @Override
    public Optional<String> profile() {
        return profile.name();
    }

    @Override
    public void use(String name) {
        profile.use(name);
    }

    @Override
    public boolean hasPage() {
        return session.page().isPresent();
    }

    @Override
    public void openPage() {
        session.page().ifPresent(page -> {
            try {
                WebBrowser.open(page);
            } catch (IOException e) {
                LOG.warn("the page {} cannot be opened: {}", page, e.getMessage());
            }
        });
    }

    @Override
    public void quit() {
        onQuit.accept(CAUSE);
    }
}
