package dev.fermata.record;

import dev.fermata.model.Take;
import dev.fermata.segment.CutReason;

/**
 * A take of a recording. Immutable.
 *
 * @param number from 1 on, in the order of the recording
 * @param reason why it ended
 * @param startNanos when its first stroke was, on the recording's clock
 */
public record RecordedTake(int number, CutReason reason, long startNanos, Take take) {
}
