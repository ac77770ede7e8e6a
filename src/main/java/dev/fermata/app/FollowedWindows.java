package dev.fermata.app;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.model.WindowNames;
import dev.fermata.platform.Windows;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has the profile played whose window has the focus: whenever another window gets it that one of the profiles names.
 * Told by the platform's thread, on which it only looks; profiles are read and loaded on others.
 */
final class FollowedWindows implements AutoCloseable {
    private final List<ProfileLibrary.Entry> profiles;
    private final PlayedProfile played;
    private final Windows windows;
    private volatile Windows.Focus latest;

    /**
     * @param profiles those that name a window, as they were read at the start
     * @param opener opens what tells which window has the focus
     * @throws dev.fermata.platform.DesktopException where nothing can
     */
    FollowedWindows(List<ProfileLibrary.Entry> profiles, PlayedProfile played, Function<Windows.Listener, Windows> opener) {
        this.profiles = List.copyOf(profiles);
        this.played = played;
        windows = opener.apply(this::focused);
        focused(windows.focus());
    }

    private static Optional<GameWindow> window(ProfileLibrary.Entry entry) {
        return entry.result().profile().flatMap(Profile::window);
    }

    private static boolean isOf(ProfileLibrary.Entry entry, WindowNames names) {
        return window(entry).filter(game -> game.pattern().matches(names)).isPresent();
    }

    private void focused(Windows.Focus now) {
        latest = now;
        if (!fitting(now).isEmpty()) {
            Thread thread = new Thread(this::settle, "profile-use");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** One at a time, and each by what has the focus then: the last one is right, however many there were. */
    private synchronized void settle() {
        List<ProfileLibrary.Entry> fitting = fitting(latest);
        if (!fitting.isEmpty() && fitting.stream().noneMatch(entry -> played.isPlayed(entry.file()))) {
            played.use(fitting.get(0).name());
        }
    }

    private List<ProfileLibrary.Entry> fitting(Windows.Focus focus) {
        return focus instanceof Windows.Focus.On on
                ? profiles.stream().filter(entry -> isOf(entry, on.names())).toList() : List.of();
    }

    @Override
    public void close() {
        windows.close();
    }
}
