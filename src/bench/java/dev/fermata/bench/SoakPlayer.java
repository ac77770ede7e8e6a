package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A player without patience: presses, keeps down and lets go of priority keys, a managed key and keys that
 * mean nothing, pauses and goes on with the hotkey, stops with panic and starts again, has another
 * program type, and saves the profile.
 */
final class SoakPlayer {
    private static final List<Key> PRIORITY = List.of(Key.SPACE, Key.MOUSE_RIGHT, Key.E);
    private static final List<Key> OTHERS = List.of(Key.K, Key.J, Key.MOUSE_LEFT);
    /** Another program types these. */
    private static final List<Key> FOREIGN = List.of(Key.SPACE, Key.X);
    /** Long enough for the agent to have heard the last one. */
    private static final long HOTKEY_MILLIS = 60;

    private final VirtualDesktop desktop;
    private final SoakProfile profile;
    private final SoakWitness witness;
    private final Random random;
    private final Set<Key> held = EnumSet.noneOf(Key.class);
    private final Set<Key> foreign = EnumSet.noneOf(Key.class);
    private int keys;
    private int hotkeys;
    private int saves;
    private int foreignKeys;

    SoakPlayer(VirtualDesktop desktop, SoakProfile profile, SoakWitness witness, Random random) {
        this.desktop = desktop;
        this.profile = profile;
        this.witness = witness;
        this.random = random;
    }

    /** Does one thing and waits a little. */
    void act() throws IOException, InterruptedException {
        int dice = random.nextInt(100);
        if (dice < 55) {
            toggle(PRIORITY.get(random.nextInt(PRIORITY.size())));
        } else if (dice < 70) {
            toggle(OTHERS.get(random.nextInt(OTHERS.size())));
        } else if (dice < 80) {
            toggleForeign(FOREIGN.get(random.nextInt(FOREIGN.size())));
        } else if (dice < 84) {
            tap(Key.F9);
            pass(100);
            tap(Key.F9);
        } else if (dice < 86) {
            stopAndStart();
        } else if (dice < 87) {
            reload();
        } else {
            letGo();
            pass(random.nextInt(700));
        }
        pass(5 + random.nextInt(random.nextInt(10) == 0 ? 900 : 120));
    }

    /** Lets everything go and waits until that has been noticed. */
    void rest() throws InterruptedException {
        letGo();
        pass(600);
    }

    String summary() {
        return keys + " keys and buttons, " + hotkeys + " hotkeys, " + saves + " saves, " + foreignKeys
                + " keys of another program";
    }

    private void toggle(Key key) {
        keys++;
        if (held.remove(key)) {
            witness.playerUp(key);
            desktop.up(key);
        } else if (!foreign.contains(key)) {
            held.add(key);
            witness.playerDown(key);
            desktop.down(key);
        }
    }

    private void toggleForeign(Key key) {
        foreignKeys++;
        if (foreign.remove(key)) {
            witness.playerUp(key);
            desktop.otherProgramUp(key);
        } else if (!held.contains(key)) {
            foreign.add(key);
            witness.playerDown(key);
            desktop.otherProgramDown(key);
        }
    }

    private void stopAndStart() throws InterruptedException {
        letGo();
        pass(HOTKEY_MILLIS);
        tap(Key.F8);
        pass(HOTKEY_MILLIS);
        tap(Key.F8);
        pass(HOTKEY_MILLIS);
        tap(Key.F9);
    }

    private void reload() throws IOException, InterruptedException {
        saves++;
        if (random.nextInt(3) == 0) {
            profile.saveBroken();
        } else {
            profile.save();
        }
    }

    private void tap(Key key) throws InterruptedException {
        hotkeys++;
        desktop.down(key);
        pass(HOTKEY_MILLIS);
        desktop.up(key);
        pass(HOTKEY_MILLIS);
    }

    private void letGo() {
        for (Key key : Set.copyOf(held)) {
            toggle(key);
        }
        for (Key key : Set.copyOf(foreign)) {
            toggleForeign(key);
        }
    }

    private static void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
