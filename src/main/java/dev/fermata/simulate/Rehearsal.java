package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few virtual seconds of a profile, played before it is played to the game: afterwards the classes
 * between a priority key and the silence are loaded and compiled. Without it the player's first key
 * takes several milliseconds longer than the next ones.
 */
public final class Rehearsal {
    /** The JVM compiles that way after 10 calls (jvm_options in scripts/common.sh). */
    static final int HOLDS = 20;
    private static final Token MOMENT = new Token.Pass(Duration.ofMillis(150));

    private Rehearsal() {
    }

    /**
     * Plays it in the calling thread; nobody gets to know of it. Without priority
     * keys only skills are rehearsed.
     *
     * @return how many holds it had
     */
    public static long of(Profile profile) {
        List<Key> keys = new ArrayList<>(profile.priority().special());
        keys.addAll(profile.priority().managed().keySet());
        List<Token> script = new ArrayList<>();
        script.add(new Token.Begin(false, true, false, Recovery.REPORT, Set.of(), Set.of()));
        for (int i = 0; i < HOLDS; i++) {
            if (!keys.isEmpty()) {
                Key key = keys.get(i % keys.size());
                script.addAll(List.of(new Token.Down(key), MOMENT, new Token.Up(key)));
            }
            script.add(MOMENT);
        }
        AtomicLong holds = new AtomicLong();
        new Simulation(profile, script, file -> profile, event -> {
            if (event instanceof Event.HoldAdded) {
                holds.incrementAndGet();
            }
        }).run();
        return holds.get();
    }
}
