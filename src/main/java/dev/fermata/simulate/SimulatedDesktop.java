package dev.fermata.simulate;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.Clock;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A desktop made of three sets: what the player's device, another program and the agent keep down.
 *
 * <p>It behaves as X11 does: the hook hears everybody; a key that several keep down goes up
 * with the first release, and the others' releases are then not heard. Not thread-safe.
 */
final class SimulatedDesktop implements InputHook, Injector, PhysicalKeys, Suppressor {

    /** What the hook heard and has not been delivered yet. */
    private record Heard(Key key, boolean down, long atNanos) {
    }

    private final Set<Key> device = EnumSet.noneOf(Key.class);
    private final Set<Key> otherProgram = EnumSet.noneOf(Key.class);
    private final Set<Key> agent = EnumSet.noneOf(Key.class);
    /** What programs see: down by anybody, until somebody's release. */
    private final Set<Key> merged = EnumSet.noneOf(Key.class);
    private final Queue<Heard> heard = new ArrayDeque<>();
    private final Clock clock;
    private final EchoFilter echoes;
    private final boolean suppresses;
    private final boolean mayPair;
    private KeptListener keptListener = key -> { };
    private Consumer<Key> keptReport = key -> { };
    private Set<Key> suppressed = Set.of();
    /** When each key came up last, for programs. */
    private final Map<Key, Long> releasedAt = new EnumMap<>(Key.class);
    private Set<Key> watched = Set.of();
    private boolean hookDead;
    private long lateNanos;
    private long events;
    private int failures;

    /** @param echoes told, as on X11, which release will not be heard */
    SimulatedDesktop(Clock clock, EchoFilter echoes, boolean suppresses, boolean mayPair) {
        this.clock = clock;
        this.echoes = echoes;
        this.suppresses = suppresses;
        this.mayPair = mayPair;
    }

    Desktop asDesktop() {
        return new Desktop("simulation", this, this, this, this);
    }

    // What the script does

    void deviceDown(Key key) {
        device.add(key);
        keep(key);
        event(key, true);
    }

    void deviceUp(Key key) {
        device.remove(key);
        event(key, false);
    }

    void deviceTap(Key key) {
        deviceDown(key);
        deviceUp(key);
    }

    void otherDown(Key key) {
        otherProgram.add(key);
        keep(key);
        event(key, true);
    }

    void otherUp(Key key) {
        otherProgram.remove(key);
        event(key, false);
    }

    /** The device changes, and nobody hears of it. */
    void unheard(Key key, boolean down) {
        if (down) {
            device.add(key);
            merged.add(key);
        } else {
            device.remove(key);
            merged.remove(key);
        }
    }

    void repeat(Key key) {
        hear(key, true);
    }

    /** The hook hears something that changes nothing. */
    void hear(Key key, boolean down) {
        if (!hookDead) {
            events++;
            if (watched.contains(key)) {
                heard.add(new Heard(key, down, clock.nanos() + lateNanos));
            }
        }
    }

    /** How long ago a key came up; {@link Clock#NEVER} if it never did. */
    long nanosSinceRelease(Key key) {
        Long at = releasedAt.get(key);
        return at == null ? Clock.NEVER : clock.nanos() - at;
    }

    /** From now on everything is heard so much later, but never before what is on its way. */
    void hearLater(long nanos) {
        lateNanos = nanos;
    }

    /** Has every press reported that is kept from the game, before the agent is told. */
    void reportKept(Consumer<Key> report) {
        keptReport = report;
    }

    void dropHook() {
        hookDead = true;
    }

    boolean isHookDead() {
        return hookDead;
    }

    void failNext(int injections) {
        failures = injections;
    }

    boolean isDownForPlayer(Key key) {
        return device.contains(key) || otherProgram.contains(key);
    }

    /** Delivers what has been heard by now, in order. */
    void deliver(Listener to) {
        while (nextHeard() <= clock.nanos()) {
            Heard next = heard.remove();
            to.onInput(next.key(), next.down());
        }
    }

    /** When there is something to deliver; {@link Clock#NEVER} when nothing is on its way. */
    long nextHeard() {
        Heard next = heard.peek();
        return next == null ? Clock.NEVER : next.atNanos();
    }

    // What the agent does

    @Override
    public void press(Key key) {
        inject(key, true);
    }

    @Override
    public void release(Key key) {
        inject(key, false);
    }

    @Override
    public void movePointer(int x, int y) {
        // No event tells of it, and there is nothing to point at.
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        return isDownForPlayer(key) ? Reading.DOWN : Reading.UP;
    }

    @Override
    public boolean mayRepeatInPairs() {
        return mayPair;
    }

    @Override
    public void start(Listener listener) {
        // The simulation asks for what was heard; nobody is called.
    }

    @Override
    public void watch(Set<Key> keys) {
        watched = EnumSet.noneOf(Key.class);
        watched.addAll(keys);
    }

    @Override
    public long heard() {
        return events;
    }

    @Override
    public void restart() {
        hookDead = false;
    }

    @Override
    public void listen(KeptListener listener) {
        keptListener = listener;
    }

    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        suppressed = suppresses ? Set.copyOf(sentAs.keySet()) : Set.of();
        return suppressed;
    }

    @Override
    public boolean canSuppress(Key key) {
        return suppresses;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** As on Windows, where the hook is what keeps a press from the game. */
    private void keep(Key key) {
        if (suppressed.contains(key) && !hookDead && !merged.contains(key)) {
            keptReport.accept(key);
            keptListener.onKept(key);
        }
    }

    private void inject(Key key, boolean down) {
        if (failures > 0) {
            failures--;
            throw new DesktopException("the simulated desktop refused " + key);
        }
        if (down) {
            agent.add(key);
        } else {
            agent.remove(key);
            if (!merged.contains(key)) {
                echoes.retract(key, false);
            }
        }
        event(key, down);
    }

    private void event(Key key, boolean down) {
        if (down) {
            merged.add(key);
            hear(key, true);
        } else if (merged.remove(key)) {
            releasedAt.put(key, clock.nanos());
            hear(key, false);
        }
    }

    /** Whether anybody has that key down, for the server. */
    boolean isDown(Key key) {
        return merged.contains(key);
    }

    /** Whether a press of that key would be kept from the game if the agent did not have it down already. */
    boolean isCovered(Key key) {
        return suppressed.contains(key) && agent.contains(key) && merged.contains(key) && !hookDead
                && !isDownForPlayer(key);
    }

    /** The keys the agent keeps down. */
    Set<Key> agentKeys() {
        return Set.copyOf(agent);
    }
}
