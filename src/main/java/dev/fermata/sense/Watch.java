package dev.fermata.sense;

import dev.fermata.config.profile.Senses;
import dev.fermata.model.Condition;
import dev.fermata.model.SensorReading;
import dev.fermata.model.Truth;
import dev.fermata.pause.Stillness;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at a profile's sensors as often as the profile says, as far as the holds let it, and has what they read ready
 * for whoever asks. What is unknown, too old, or from before a hold makes no condition true (G9).
 *
 * <p>Passive: {@link #step} and {@link #await} are called by one thread, which also closes it or has ended by then. The
 * rest may be called by any and never waits, for it is called under locks.
 */
public final class Watch implements Stepped, AutoCloseable {
    /** Where nobody looks, how often it is taken what the desktop has told meanwhile. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** How often a sensor's readings are told at most. */
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What makes a number another one for those who are told. */
    private static final double TOLD_STEP = 1;

    /** Hears of what is seen, on the thread that looks. */
    public interface Listener {
        /** Of what is waited for something is so that was not, or the other way round, or may have been so meanwhile. */
        void changed();

        /** A sensor reads otherwise than it was told last; once a second at most. */
        void read(SensorReading reading);

        /** The screen cannot be looked at. Told once. */
        void refused(String why);
    }

    private final Senses senses;
    private final Supplier<Screen> opener;
    private final Listener listener;
    private final Set<String> neededInHolds;
    private final Clock clock;
    private final Board board;
    private final Awaited awaited;
    private final boolean[] needed;
    private final long periodNanos;
    private final long idleNanos;
    /** Only ever set under the ledger's lock. */
    private volatile Demand demand = Demand.STOPPED;
    private volatile boolean woken;
    private volatile String refusal;
    private volatile double capturesPerSecond;
    /** Null before it is open. */
    private volatile Screen screen;

    // Of the thread that looks.
    private Sensors sensors;
    private List<Reading> readings = List.of();
    private Demand looked = new Demand(Demand.What.STOPPED, -1, -1);
    private long lookedAt;
    /** When something may be read again, by the rate. */
    private long earliest;
    private long countedAt;
    private long countedCaptures;
    private final Why[] toldWhys;
    private final double[] toldValues;
    private final long[] toldAt;

    /**
     * @param senses with a sensor at least
     * @param neededInHolds the sensors that are looked at while nothing but priority keys holds
     * @param awaited what is waited for; the listener hears of its changes only
     * @param opener opens the screen, on the thread that looks; throws {@link DesktopException} where it cannot be read
     */
    public Watch(Senses senses, Set<String> neededInHolds, List<Condition> awaited, Supplier<Screen> opener,
            Clock clock, Listener listener) {
        this.senses = senses;
        this.neededInHolds = Set.copyOf(neededInHolds);
        this.opener = opener;
        this.clock = clock;
        this.listener = listener;
        int count = senses.sensors().size();
        needed = new boolean[count];
        for (int i = 0; i < count; i++) {
            needed[i] = neededInHolds.contains(senses.sensors().get(i).name());
        }
        board = new Board(senses.sensors(), needed, senses.stale().toNanos());
        this.awaited = new Awaited(awaited, senses.sensors(), board);
        periodNanos = TimeUnit.SECONDS.toNanos(1) / senses.rate();
        idleNanos = Math.max(periodNanos, senses.stale().toNanos() / 2);
        toldWhys = new Why[count];
        toldValues = new double[count];
        toldAt = new long[count];
        Arrays.fill(toldWhys, Why.NO_FRAME);
        Arrays.fill(toldAt, -TELL_NANOS);
    }

    /** What is to be looked at from now on; under the ledger's lock. What was seen before counts no more. */
    public void heed(Stillness stillness) {
        demand(switch (stillness) {
            case NONE -> Demand.What.ALL;
            case MOST -> Demand.What.FEW;
            case ALL -> Demand.What.HELD;
        });
    }

    /** Nothing is to be looked at: the agent is stopped. Under the ledger's lock. */
    public void stopped() {
        demand(Demand.What.STOPPED);
    }

    private void demand(Demand.What what) {
        demand = demand.next(what);
        wake();
    }

    /** Whether something is so, by what is seen now. */
    public Truth over(Condition condition, long now) {
        return board.over(condition, demand, now);
    }

    /** Which sensor of a condition is unknown, and why; empty where none is. */
    public Optional<String> blindness(Condition condition, long now) {
        return board.blindness(condition, demand, now);
    }

    /** What the sensors of a condition read, for people. */
    public String words(Condition condition, long now) {
        return board.words(condition, demand, now);
    }

    /** What every sensor reads, in the profile's order. */
    public List<SensorReading> readings(long now) {
        return board.all(demand, now).orElse(List.of());
    }

    /** How many rectangles of the screen are read in a second; 0 while nobody looks. */
    public double capturesPerSecond() {
        return demand.what().looks() ? capturesPerSecond : 0;
    }

    /** Why the screen cannot be looked at; empty where it can. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Ends the present or next {@link #await}. */
    public void wake() {
        woken = true;
        Screen open = screen;
        if (open != null) {
            open.wake();
        }
    }

    /** {@inheritDoc} Looks, if it is time to. */
    @Override
    public long step(long now) {
        woken = false;
        if (screen == null && !open()) {
            return Clock.NEVER;
        }
        Demand wanted = demand;
        if (wanted == looked && now < earliest) {
            return lookedAt + idleNanos;
        }
        if (wanted.what().looks() || wanted != looked) {
            // A hold may have come and gone between two looks.
            sensors.forget(wanted.all() != looked.all(), wanted.few() != looked.few());
            boolean read = sensors.look(now, wanted.what());
            // A look at which nothing had changed keeps none waiting at which something has.
            earliest = read ? now + periodNanos : earliest;
            // Meanwhile nothing was known.
            boolean isAnew = wanted != looked || now - lookedAt > senses.stale().toNanos();
            boolean changed = board.put(readings, wanted) || isAnew;
            count(now, wanted != looked);
            if (changed && (awaited.anyTurned(wanted, now, isAnew) || isAnew)) {
                listener.changed();
            }
            if (wanted.what().looks()) {
                tell(now, wanted);
            }
        } else {
            screen.look();
        }
        looked = wanted;
        lookedAt = now;
        return now + (wanted.what().looks() ? idleNanos : REST_NANOS);
    }

    /** Returns whether the screen is open. */
    private boolean open() {
        if (refusal != null) {
            return false;
        }
        Screen opened;
        try {
            opened = opener.get();
        } catch (DesktopException e) {
            return refuse(e.getMessage());
        }
        try {
            sensors = new Sensors(senses, opened, neededInHolds);
        } catch (RuntimeException e) {
            opened.close();
            return refuse("what was learned cannot be used: " + e);
        }
        readings = new ArrayList<>(sensors.readings().values());
        screen = opened;
        return true;
    }

    private boolean refuse(String why) {
        refusal = why;
        board.refuse();
        listener.refused(why);
        return false;
    }

    private void count(long now, boolean anew) {
        long captures = screen.captures();
        if (anew) {
            countedAt = now;
            countedCaptures = captures;
            capturesPerSecond = 0;
        } else if (now - countedAt >= RATE_NANOS) {
            capturesPerSecond = (captures - countedCaptures) * (double) TimeUnit.SECONDS.toNanos(1) / (now - countedAt);
            countedAt = now;
            countedCaptures = captures;
        }
    }

    private void tell(long now, Demand wanted) {
        for (int i = 0; i < needed.length; i++) {
            Reading reading = readings.get(i);
            boolean differs = reading.why() != toldWhys[i]
                    || reading.isKnown() && Math.abs(reading.value() - toldValues[i]) >= TOLD_STEP;
            if (differs && wanted.wants(needed[i]) && now - toldAt[i] >= TELL_NANOS) {
                toldWhys[i] = reading.why();
                toldValues[i] = reading.value();
                toldAt[i] = now;
                listener.read(board.told(i, wanted, now));
            }
        }
    }

    /**
     * Sleeps until then or {@link #wake}; before, when something is drawn and the rate lets it be looked at.
     *
     * @param deadline as {@link #step} returned it
     */
    public void await(long deadline) {
        Screen open = screen;
        if (open == null || !demand.what().looks()) {
            clock.parkUntil(woken ? 0 : deadline);
            return;
        }
        if (!woken && clock.nanos() < earliest) {
            // What has just changed does so again mostly: then to look is less than to ask first.
            clock.parkUntil(earliest);
            return;
        }
        long left = deadline - clock.nanos();
        if (!woken && left > 0) {
            open.awaitChange(left);
        }
    }

    @Override
    public void close() {
        Screen open = screen;
        if (open != null) {
            open.close();
        }
    }
}
