package dev.fermata.sense;

import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Condition;
import dev.fermata.model.Truth;
import java.util.List;

/**
 * What is waited for, and how each of it was at the last look: who waits is woken when it turns, not when a number does.
 * Only that is looked at whose sensors read otherwise than before. The looking thread's; allocates nothing.
 */
final class Awaited {
    private final List<Condition> conditions;
    private final Board board;
    private final Truth[] truths;
    /** The places of the sensors that each is about. */
    private final int[][] sensors;

    /** @param board to which all readings are put */
    Awaited(List<Condition> conditions, List<Sensor> all, Board board) {
        this.conditions = List.copyOf(conditions);
        this.board = board;
        truths = new Truth[conditions.size()];
        List<String> names = all.stream().map(Sensor::name).toList();
        sensors = conditions.stream().map(each -> each.sensors().stream().mapToInt(names::indexOf).toArray())
                .toArray(int[][]::new);
    }

    /** Whether any is another than at the last look. @param isAnew whether all are to be looked at */
    boolean anyTurned(Demand wanted, long now, boolean isAnew) {
        boolean any = false;
        for (int i = 0; i < truths.length; i++) {
            if (isAnew || anyDiffers(sensors[i])) {
                Truth truth = board.seen(conditions.get(i), wanted, now);
                any |= truth != truths[i];
                truths[i] = truth;
            }
        }
        return any;
    }

    private boolean anyDiffers(int[] places) {
        for (int place : places) {
            if (board.differs(place)) {
                return true;
            }
        }
        return false;
    }
}
