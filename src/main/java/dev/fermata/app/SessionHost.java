package dev.fermata.app;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Windows;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent asks for goes to its session, and to what is there only after the agent. Thread-safe. */
final class SessionHost implements Core.Host {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    private final Session.Listener listener;
    private volatile PlayedProfile profile;

    SessionHost(Session.Listener listener) {
        this.listener = listener;
    }

    /** Hotkeys choose profiles by that one; before the agent is started. */
    void choosesBy(PlayedProfile played) {
        profile = played;
    }

    @Override
    public void onBroken() {
        listener.onBroken();
    }

    @Override
    public Windows windows(Windows.Listener focusListener) {
        return Desktops.platform().windows(focusListener);
    }

    @Override
    public AutoCloseable sessionLock(Consumer<Boolean> lockListener) {
        return Desktops.platform().sessionLock(lockListener, LOG::info);
    }

    @Override
    public Screen screen(Optional<GameWindow> window) {
        Platform platform = Desktops.platform();
        return window.map(game -> platform.screen(game.pattern(), game.unfocused() == GameWindow.Unfocused.HOLD))
                .orElseGet(() -> platform.screen(OptionalLong.empty(), false));
    }

    @Override
    public void useProfile(String name) {
        profile.useSoon(name);
    }
}
