package dev.fermata.window;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.PressGuard;
import dev.fermata.platform.Windows;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Holds while the keyboard is not the game's: another window has the focus, its chat is open, or the session is locked.
 *
 * <p>Where nobody can tell what has the focus, it holds too, and says why: what is typed blindly may be typed anywhere.
 *
 * <p>Thread-safe: told by the threads of the platform and by the input thread. {@link #lets} takes no lock, for it is
 * asked with the key gate's.
 */
public final class WindowRules implements PressGuard, AutoCloseable {
    /** Why the hold is on, and all that is ever said of another window (G8). */
    public static final String OTHER_WINDOW = "another window has the focus";
    private static final Windows.Focus NO_PROGRAMS = new Windows.Focus.Unknown("this desktop tells titles and classes"
            + " of windows, but not their programs (exe)");

    /** Keeps the holds. */
    public interface Holding {
        /** Adds or renews one of play. */
        void hold(String holder, String reason, OptionalLong leaseNanos);

        /** Ends one, if it is on. */
        void end(String holder, String reason);

        /** Whether it is on. */
        boolean isHeld(String holder);

        /** Tells the player something once. */
        void advise(String words);
    }

    private final Holding holding;
    private final Function<Windows.Listener, Windows> windowsOpener;
    private final Function<Consumer<Boolean>, AutoCloseable> lockOpener;

    @GuardedBy("this")
    private Optional<GameWindow> rule = Optional.empty();
    @GuardedBy("this")
    private Windows.Focus focus = new Windows.Focus.Elsewhere();
    @GuardedBy("this")
    private String advised = "";
    @GuardedBy("this")
    private Optional<AutoCloseable> lock = Optional.empty();
    /** Null while nobody has to know of the focus. Written under the lock. */
    private volatile Windows windows;
    /** Whether the rule and what is known let the agent press. Written under the lock. */
    private volatile boolean lets = true;
    /** What that was found by. Written under the lock. */
    private volatile Windows.Focus judged = focus;
    /** Whether it does not matter what has the focus. Written under the lock. */
    private volatile boolean ignores;
    @GuardedBy("this")
    private boolean locked;

    /**
     * @param windowsOpener opens what tells of the focus; throws {@link DesktopException} where nothing can
     * @param lockOpener opens what tells whether the session is locked; nothing is known where it throws that
     */
    public WindowRules(Holding holding, Function<Windows.Listener, Windows> windowsOpener,
            Function<Consumer<Boolean>, AutoCloseable> lockOpener) {
        this.holding = holding;
        this.windowsOpener = windowsOpener;
        this.lockOpener = lockOpener;
    }

    /** Another profile's rules are in force when this returns; without any nothing is watched and nothing holds. */
    public synchronized void load(Optional<GameWindow> newRule) {
        boolean otherChat = !newRule.flatMap(GameWindow::chat).equals(rule.flatMap(GameWindow::chat));
        rule = newRule;
        ignores = newRule.filter(WindowRules::holdsUnfocused).isEmpty();
        if (otherChat) {
            holding.end(Hold.CHAT, "another profile");
        }
        watchWindows();
        watchLock();
        judge();
    }

    @GuardedBy("this")
    private void watchWindows() {
        boolean needed = rule.filter(each -> holdsUnfocused(each) || each.chat().isPresent()).isPresent();
        if (!needed && windows != null) {
            windows.close();
            windows = null;
        }
        if (needed && windows == null) {
            try {
                windows = windowsOpener.apply(this::focused);
            } catch (DesktopException e) {
                focus = new Windows.Focus.Unknown(e.getMessage());
            }
        }
        if (windows != null) {
            focus = windows.focus();
        }
    }

    @GuardedBy("this")
    private void watchLock() {
        if (rule.isPresent() && lock.isEmpty()) {
            try {
                lock = Optional.of(lockOpener.apply(this::locked));
            } catch (DesktopException e) {
                holding.advise("nobody can tell here whether the session is locked: " + e.getMessage());
                lock = Optional.of(() -> { });
            }
        } else if (rule.isEmpty()) {
            lock.ifPresent(WindowRules::close);
            lock = Optional.empty();
            locked = false;
        }
    }

    /** What has the focus has changed. */
    private synchronized void focused(Windows.Focus now) {
        if (windows != null) {
            focus = now;
            judge();
        }
    }

    /** The session was locked or unlocked. */
    private synchronized void locked(boolean now) {
        if (lock.isPresent() || rule.isPresent()) {
            locked = now;
            judge();
        }
    }

    /** Puts in force what is known: the guard first, for what a hold lets go on asks it. */
    @GuardedBy("this")
    private void judge() {
        boolean away = rule.filter(each -> holdsUnfocused(each) && !isGame(each)).isPresent();
        if (away || locked) {
            lets = false;
        }
        judged = focus;
        if (!away && !locked) {
            lets = true;
        }
        set(Hold.LOCKED, locked, "the session is locked", "the session is unlocked");
        set(Hold.FOCUS, away, known() instanceof Windows.Focus.Unknown unknown
                ? "the focus cannot be known: " + unknown.why() : OTHER_WINDOW, "the game has the focus");
        if (away && known() instanceof Windows.Focus.Unknown unknown && !advised.equals(unknown.why())) {
            advised = unknown.why();
            holding.advise("nobody can tell here which window has the focus (" + unknown.why()
                    + "), so nothing is pressed; unfocused = \"ignore\" in [window] plays all the same");
        }
    }

    private void set(String holder, boolean on, String reason, String over) {
        if (!on) {
            holding.end(holder, over);
        } else if (!holding.isHeld(holder)) {
            holding.hold(holder, reason, OptionalLong.empty());
        }
    }

    /** The player has pressed a key that opens or closes the chat. Of another window it is no word about the game's. */
    public synchronized void chatKey(Key key) {
        Optional<GameWindow.Chat> chat = rule.flatMap(GameWindow::chat);
        if (chat.isEmpty() || !(known() instanceof Windows.Focus.Unknown) && !isGame(rule.orElseThrow())) {
            return;
        }
        if (holding.isHeld(Hold.CHAT)) {
            if (chat.get().close().contains(key)) {
                holding.end(Hold.CHAT, "closed by " + key);
            }
        } else if (chat.get().open().contains(key)) {
            holding.hold(Hold.CHAT, "opened by " + key, OptionalLong.of(chat.get().lease().toNanos()));
        }
    }

    /** {@inheritDoc} All but an open chat, which a hold tells soon enough. */
    @Override
    public boolean lets() {
        return lets;
    }

    @Override
    public Windows.Focus focus() {
        return judged;
    }

    @Override
    public Windows windows() {
        return ignores ? null : windows;
    }

    /** What has the focus, as far as it can be told whether that is the game. */
    @GuardedBy("this")
    private Windows.Focus known() {
        boolean needsPrograms = rule.filter(game -> game.pattern().exe().isPresent()).isPresent();
        return needsPrograms && windows != null && !windows.tellsPrograms() ? NO_PROGRAMS : focus;
    }

    @GuardedBy("this")
    private boolean isGame(GameWindow game) {
        return known() instanceof Windows.Focus.On on && game.pattern().matches(on.names());
    }

    private static boolean holdsUnfocused(GameWindow game) {
        return game.unfocused() == GameWindow.Unfocused.HOLD;
    }

    @Override
    public synchronized void close() {
        if (windows != null) {
            windows.close();
            windows = null;
        }
        lock.ifPresent(WindowRules::close);
        lock = Optional.empty();
        rule = Optional.empty();
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            throw new DesktopException("the watch over the session's lock cannot be closed: " + e.getMessage(), e);
        }
    }
}
