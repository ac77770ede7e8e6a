package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Suppressor.KeptListener;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Answers grabbed presses: the agent's own pass, those of managed keys and of hotkeys are eaten, and what a hotkey's
 * key is pressed for without its modifiers passes too. One thread answers; {@link #listen} and {@link #kept} belong to
 * any.
 */
final class PressAnswers {
    private final X11Connection connection;
    private final Grabs grabs;
    private final OwnPresses own;
    private final PressReader press = new PressReader();
    private final HotkeyPresses hotkeys = new HotkeyPresses();
    private Set<Key> managed = Set.of();
    private volatile KeptListener listener = key -> { };
    private volatile long kept;

    PressAnswers(X11Connection connection, Grabs grabs, OwnPresses own) {
        this.connection = connection;
        this.grabs = grabs;
        this.own = own;
        press.warmUp();
    }

    void listen(KeptListener itsListener) {
        listener = itsListener;
    }

    /** How many presses were eaten. */
    long kept() {
        return kept;
    }

    /** The place for the server's next event. */
    Memory event() {
        return press.event();
    }

    /** Grabs what there is to be answered for other managed keys. Returns those of all keys that are grabbed. */
    Set<Key> manage(Set<Key> keys) {
        managed = keys;
        return grabs.exchange(wanted());
    }

    /** The same for other hotkeys. */
    Set<Key> consume(Collection<Hotkey> others) {
        hotkeys.replace(others);
        return grabs.exchange(wanted());
    }

    /** Those of these keys that are managed. */
    Set<Key> managed(Set<Key> grabbed) {
        Set<Key> both = EnumSet.noneOf(Key.class);
        both.addAll(managed);
        both.retainAll(grabbed);
        return both;
    }

    private Set<Key> wanted() {
        Set<Key> all = hotkeys.keys();
        all.addAll(managed);
        return all;
    }

    /** Answers the press in the event, whose data is there. Returns whether the server had anything to object. */
    boolean answer() {
        if (!press.read(connection.xinputOpcode())) {
            return false;
        }
        Optional<Key> which = press.key();
        if (which.isPresent() && isOurs(which.get())) {
            grabs.pass(press.device());
            boolean objects = !connection.isDone();
            own.pass();
            return objects;
        }
        boolean hotkey = which.isPresent() && hotkeys.isOne(which.get(), press.modifiers(), press.isRepeat());
        if (which.isPresent() && !hotkey && !managed.contains(which.get())) {
            grabs.pass(press.device());
            return !connection.isDone();
        }
        grabs.eat(press.device());
        kept = kept + 1;
        if (which.isPresent() && !hotkey && !press.isRepeat()) {
            listener.onKept(which.get());
        }
        return false;
    }

    /** Buttons that the player has down are re-sent through their own device, see X11Injector. */
    private boolean isOurs(Key key) {
        return (press.isButton() || grabs.isXtest(press.source())) && own.recognise(key);
    }
}
