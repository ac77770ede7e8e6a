package dev.fermata.sense;

import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Shot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has all sensors of a profile look, one round after the other. A round on a still screen reads nothing: what was read
 * stays true. Passive, and confined to one thread, which also is the screen's. Once each sensor has looked at a window
 * of a size nothing is allocated.
 */
public final class Sensors {
    private final Senses senses;
    private final Screen screen;
    private final List<One> all = new ArrayList<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    /** Of those that look in this round. */
    private final List<Shot> shots = new ArrayList<>();
    private int width;
    private int height;

    /** A sensor with all it needs. */
    private static final class One {
        private final Sensor sensor;
        private final Eye eye;
        private final Reading reading = new Reading();
        private int margin;
        private Shot shot;
        /** What was read last, and room for the next. */
        private Picture picture;
        private Picture spare;
        /** Whether what was read last was all that could be read. */
        private boolean read;
        /** Whether it looks in this round. */
        private boolean isDue;
        private final boolean isNeededInHolds;

        One(Sensor sensor, Optional<Eye> eye, boolean isNeededInHolds) {
            this.sensor = sensor;
            this.eye = eye.orElse(null);
            this.isNeededInHolds = isNeededInHolds;
        }
    }

    /** Reads what the sensors have learned: files. */
    public Sensors(Senses senses, Screen screen) {
        this(senses, screen, Set.of());
    }

    /** @param neededInHolds the sensors that are looked at in holds of priority keys too */
    Sensors(Senses senses, Screen screen, Set<String> neededInHolds) {
        this.senses = senses;
        this.screen = screen;
        senses.sensors().forEach(sensor -> {
            One one = new One(sensor, new Looks(sensor).eye(), neededInHolds.contains(sensor.name()));
            all.add(one);
            readings.put(sensor.name(), one.reading);
        });
    }

    /** The readings by the sensors' names, in the profile's order; each changes as it is looked at again. */
    public Map<String, Reading> readings() {
        return Collections.unmodifiableMap(readings);
    }

    /** Looks once at all of them. */
    public void look(long now) {
        look(now, Demand.What.ALL);
    }

    /**
     * Looks once at what is wanted; the others are unknown, and looked at anew when they are wanted again.
     *
     * @return false when nothing had to be read: all that was read stays true
     */
    boolean look(long now, Demand.What wanted) {
        if (wanted != Demand.What.ALL) {
            Why why = wanted == Demand.What.STOPPED ? Why.STOPPED : Why.HELD;
            for (int i = 0; i < all.size(); i++) {
                One one = all.get(i);
                if (!isWanted(one, wanted)) {
                    unseen(one, why, now);
                }
            }
        }
        return wanted.looks() && lookAt(wanted, now);
    }

    /**
     * Has sensors looked at anew although nothing may have been drawn.
     *
     * @param most whether that is meant for those that are not looked at in holds
     * @param few whether for the others
     */
    void forget(boolean most, boolean few) {
        for (int i = 0; i < all.size(); i++) {
            One one = all.get(i);
            one.read &= !(one.isNeededInHolds ? few : most);
        }
    }

    private static boolean isWanted(One one, Demand.What wanted) {
        return wanted == Demand.What.ALL || wanted == Demand.What.FEW && one.isNeededInHolds;
    }

    private boolean lookAt(Demand.What wanted, long now) {
        Screen.State state = screen.look();
        if (state != Screen.State.SEEN) {
            for (int i = 0; i < all.size(); i++) {
                if (isWanted(all.get(i), wanted)) {
                    unseen(all.get(i), why(state), now);
                }
            }
            return true;
        }
        boolean isNew = width != screen.width() || height != screen.height();
        if (isNew) {
            width = screen.width();
            height = screen.height();
            all.forEach(this::place);
        }
        boolean changed = screen.takeChange() || isNew;
        shots.clear();
        for (int i = 0; i < all.size(); i++) {
            One one = all.get(i);
            one.isDue = isWanted(one, wanted) && (changed || !one.read);
            if (one.isDue && one.eye != null) {
                one.shot.into(one.spare.rgb, one.read ? one.picture.rgb : null);
                shots.add(one.shot);
            }
        }
        if (!shots.isEmpty()) {
            screen.capture(shots);
        }
        for (int i = 0; i < all.size(); i++) {
            One one = all.get(i);
            if (one.isDue) {
                look(one, now);
                // What has to be seen twice is looked at once more, though nothing was drawn.
                one.read &= one.reading.why() != Why.UNSURE || !changed;
            } else if (isWanted(one, wanted)) {
                one.reading.at(now);
            }
        }
        return changed || !shots.isEmpty();
    }

    /** Makes readings unknown that are older than the profile allows. */
    public void age(long now) {
        for (int i = 0; i < all.size(); i++) {
            Reading reading = all.get(i).reading;
            if (reading.isKnown() && now - reading.nanos() > senses.stale().toNanos()) {
                reading.unknown(Why.STALE);
                all.get(i).read = false;
            }
        }
    }

    private static void unseen(One one, Why why, long now) {
        one.read = false;
        one.reading.at(now);
        one.reading.unknown(one.eye == null ? Why.NOT_LEARNED : why);
    }

    static Why why(Screen.State state) {
        return switch (state) {
            case NO_WINDOW -> Why.NO_WINDOW;
            case HIDDEN -> Why.HIDDEN;
            case COVERED -> Why.COVERED;
            case UNFOCUSED -> Why.UNFOCUSED;
            case OUTSIDE -> Why.OUTSIDE;
            case SEEN, FAILED -> Why.NO_CAPTURE;
        };
    }

    /** Where a sensor's region is in the window as large as it is today. */
    private void place(One one) {
        Sensor.Region region = senses.inWindow(one.sensor.region(), width, height);
        int margin = one.eye == null ? 0 : one.eye.margin();
        boolean room = region.x() >= margin && region.y() >= margin && region.x() + region.width() + margin <= width
                && region.y() + region.height() + margin <= height;
        one.margin = room ? margin : 0;
        one.picture = new Picture(region.width() + 2 * one.margin, region.height() + 2 * one.margin);
        one.shot = new Shot(region.x() - one.margin, region.y() - one.margin, one.picture.width, one.picture.height);
        one.spare = new Picture(one.picture.width, one.picture.height);
        one.read = false;
    }

    private void look(One one, long nanos) {
        if (one.eye == null) {
            unseen(one, Why.NOT_LEARNED, nanos);
            return;
        }
        if (one.shot.state() != Screen.State.SEEN) {
            unseen(one, why(one.shot.state()), nanos);
            return;
        }
        Picture now = one.spare;
        one.reading.at(nanos);
        if (one.shot.isKnown() || one.picture.isSame(now) && one.read) {
            // Something was drawn elsewhere.
            return;
        }
        one.spare = one.picture;
        one.picture = now;
        one.read = true;
        one.eye.read(now, one.margin, one.reading);
    }
}
