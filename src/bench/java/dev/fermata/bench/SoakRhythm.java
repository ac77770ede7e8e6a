package dev.fermata.bench;

import dev.fermata.observe.EventLine;
import java.util.HashMap;
import java.util.Map;

/**
 * G6 during the soak: over the time that counts for it a skill of the demo profile keeps its rate, and
 * however much of it a hold took, it never plays three times within one interval (what was missed,
 * once, and its next turn may follow one another). Not thread-safe.
 */
final class SoakRhythm {
    /** A play waits its turn behind others', and a machine may be busy. */
    private static final double MOST_LATE_MILLIS = 300;
    private static final double SURELY_WITHIN = 0.8;

    /** @param realTime whether its time goes on during holds */
    private record Skill(double everyMillis, boolean realTime) {
    }

    /** The shortest intervals the soak saves them with. */
    private static final Map<String, Skill> SKILLS = Map.of("Fire bolt", new Skill(380, false),
            "Combo", new Skill(1_500, false), "Ice lance", new Skill(700, true), "Potion", new Skill(1_200, true));
    private static final String REALTIME = "Ice lance";

    private final Map<String, double[]> plays = new HashMap<>();
    private final Map<String, Double> lastTurn = new HashMap<>();
    private double unheldMillis;
    private double unheldSince;
    private boolean held;

    /** Everything begins anew: another profile, another state. */
    void reset() {
        plays.clear();
        lastTurn.clear();
    }

    void held(boolean nowHeld, double atMillis) {
        unheldMillis += held ? 0 : atMillis - unheldSince;
        unheldSince = atMillis;
        held = nowHeld;
    }

    /** A skill's turn came and was given up, to a hold or a stop. */
    void dropped(EventLine event) {
        lastTurn.put(event.text("action"), counted(event));
    }

    /** What is wrong with this play, or nothing. */
    String played(EventLine event) {
        String action = event.text("action");
        Skill skill = SKILLS.get(action);
        if (skill == null) {
            return "";
        }
        double[] before = plays.computeIfAbsent(action, key -> new double[] {Double.NaN, Double.NaN});
        double span = event.millis() - before[0];
        before[0] = before[1];
        before[1] = event.millis();
        Double last = lastTurn.put(action, counted(event));
        if (span < skill.everyMillis() * SURELY_WITHIN) {
            return "three plays of " + action + " within " + span + " ms";
        }
        // A realtime skill's turn may come during a hold, however long that takes.
        boolean known = last != null && !action.equals(REALTIME);
        if (known && counted(event) - last > 2 * skill.everyMillis() + MOST_LATE_MILLIS) {
            return action + " did not play for " + (counted(event) - last) + " ms that count";
        }
        return "";
    }

    /** The time that counts for its skill. */
    private double counted(EventLine event) {
        Skill skill = SKILLS.get(event.text("action"));
        if (skill == null || skill.realTime()) {
            return event.millis();
        }
        return held ? unheldMillis : unheldMillis + event.millis() - unheldSince;
    }
}
