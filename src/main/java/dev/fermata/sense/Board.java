package dev.fermata.sense;

import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Condition;
import dev.fermata.model.SensorReading;
import dev.fermata.model.Truth;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What all sensors of a profile read in one look, for every thread to see. Written by one thread, without allocating;
 * readers never wait, not even for the writer: who meets it in the middle of a look asks again, and in the end knows
 * nothing (a sequence lock).
 */
final class Board {
    private static final int TRIES = 100;

    private final List<Sensor> sensors;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean[] neededInHolds;
    private final long staleNanos;
    private volatile boolean isRefused;
    /** Odd while it is written. */
    private volatile int version;
    // Guarded by the version.
    private Demand seenUnder = Demand.STOPPED;
    private final Why[] whys;
    private final double[] values;
    private final double[] maxima;
    private final double[] confidences;
    private final long[] nanos;
    /** Which read otherwise than before; the writing thread's. */
    private final boolean[] differing;
    /** How it looks to the writing thread. */
    private final View own = new View(Demand.STOPPED, 0);

    Board(List<Sensor> sensors, boolean[] neededInHolds, long staleNanos) {
        this.sensors = sensors;
        this.neededInHolds = neededInHolds;
        this.staleNanos = staleNanos;
        int count = sensors.size();
        whys = new Why[count];
        values = new double[count];
        maxima = new double[count];
        confidences = new double[count];
        nanos = new long[count];
        differing = new boolean[count];
        for (int i = 0; i < count; i++) {
            places.put(sensors.get(i).name(), i);
            whys[i] = Why.NO_FRAME;
        }
    }

    /**
     * Puts up what was read. The writing thread only.
     *
     * @param readings in the order of the sensors
     * @param under what was looked for
     * @return whether anything differs but the time
     */
    boolean put(List<Reading> readings, Demand under) {
        boolean changed = under != seenUnder;
        boolean isOther = changed;
        int before = version;
        version = before + 1;
        VarHandle.storeStoreFence();
        seenUnder = under;
        for (int i = 0; i < whys.length; i++) {
            Reading reading = readings.get(i);
            differing[i] = isOther || whys[i] != reading.why() || values[i] != reading.value()
                    || maxima[i] != reading.maximum();
            changed |= differing[i];
            whys[i] = reading.why();
            values[i] = reading.value();
            maxima[i] = reading.maximum();
            confidences[i] = reading.confidence();
            nanos[i] = reading.nanos();
        }
        VarHandle.storeStoreFence();
        version = before + 2;
        return changed;
    }

    /** Whether a sensor reads otherwise since the last {@link #put}. The writing thread only. */
    boolean differs(int at) {
        return differing[at];
    }

    /** Nothing can be looked at. The writing thread only, instead of all looks. */
    void refuse() {
        isRefused = true;
    }

    /** Whether that is so, by what is looked for and what time it is; unknown too while it is just written. */
    Truth over(Condition condition, Demand demand, long now) {
        return read(new View(demand, now), condition::over).orElse(Truth.UNKNOWN);
    }

    /** The same for the writing thread: without allocating. */
    Truth seen(Condition condition, Demand demand, long now) {
        own.demand = demand;
        own.now = now;
        return condition.over(own);
    }

    /** Why a condition cannot be told, by the first sensor of it that is unknown; empty where none is. */
    Optional<String> blindness(Condition condition, Demand demand, long now) {
        return first(condition, demand, now, (view, at) -> view.why(at) != null).map(Board::words);
    }

    /** What the sensors of a condition read, for people. */
    String words(Condition condition, Demand demand, long now) {
        StringBuilder words = new StringBuilder();
        first(condition, demand, now, (view, at) -> {
            words.append(words.isEmpty() ? "" : ", ").append(words(view.told(at)));
            return false;
        });
        return words.toString();
    }

    private static String words(SensorReading reading) {
        return reading.sensor() + (reading.value().isPresent() ? " is " : ": ") + reading.words();
    }

    private Optional<SensorReading> first(Condition condition, Demand demand, long now,
            BiFunction<View, Integer, Boolean> that) {
        View view = new View(demand, now);
        for (String sensor : condition.sensors()) {
            Integer at = places.get(sensor);
            if (at != null && that.apply(view, at)) {
                return Optional.of(view.told(at));
            }
        }
        return Optional.empty();
    }

    /** What every sensor reads, in order; empty while it is just written. */
    Optional<List<SensorReading>> all(Demand demand, long now) {
        return read(new View(demand, now), view -> {
            List<SensorReading> all = new ArrayList<>();
            for (int i = 0; i < whys.length; i++) {
                all.add(view.told(i));
            }
            return all;
        });
    }

    /** What one sensor reads; the writing thread only. */
    SensorReading told(int at, Demand demand, long now) {
        return new View(demand, now).told(at);
    }

    private <T> Optional<T> read(View view, Function<View, T> how) {
        for (int i = 0; i < TRIES; i++) {
            int before = version;
            if ((before & 1) == 0) {
                T result = how.apply(view);
                VarHandle.loadLoadFence();
                if (version == before) {
                    return Optional.of(result);
                }
            }
            Thread.onSpinWait();
        }
        return Optional.empty();
    }

    /** How it looks to somebody at some time. */
    private final class View implements Condition.Values {
        private Demand demand;
        private long now;

        View(Demand demand, long now) {
            this.demand = demand;
            this.now = now;
        }

        /** Why it is unknown; null where it is known. */
        private Why why(int at) {
            if (whys[at] == Why.NOT_LEARNED || isRefused) {
                return isRefused ? Why.NO_CAPTURE : Why.NOT_LEARNED;
            }
            if (!demand.wants(neededInHolds[at])) {
                return demand.why();
            }
            return !demand.believes(seenUnder, neededInHolds[at]) ? Why.NO_FRAME
                    : whys[at] == null && now - nanos[at] > staleNanos ? Why.STALE : whys[at];
        }

        @Override
        public boolean isKnown(String sensor) {
            Integer at = places.get(sensor);
            return at != null && why(at) == null;
        }

        @Override
        public double value(String sensor) {
            return values[places.get(sensor)];
        }

        @Override
        public double maximum(String sensor) {
            return maxima[places.get(sensor)];
        }

        SensorReading told(int at) {
            Why why = why(at);
            Sensor sensor = sensors.get(at);
            OptionalLong seen = why == Why.HELD || why == Why.STOPPED || why == Why.NO_FRAME || isRefused
                    ? OptionalLong.empty() : OptionalLong.of(nanos[at]);
            if (why != null) {
                return new SensorReading(sensor.name(), Optional.empty(), OptionalDouble.empty(),
                        Optional.of(why.toString()), 0, seen);
            }
            double value = values[at];
            double maximum = maxima[at];
            Object says = switch (sensor.kind()) {
                case PIXEL -> value > 0;
                case ICON -> value > 0 ? "ready" : "cooling";
                case BAR, ORB -> SensorReading.plain(value);
                case DIGITS -> Math.round(value);
            };
            return new SensorReading(sensor.name(), Optional.of(says),
                    sensor.kind() == Sensor.Kind.DIGITS && maximum > 0 ? OptionalDouble.of(maximum)
                    : OptionalDouble.empty(), Optional.empty(), confidences[at], seen);
        }
    }
}
