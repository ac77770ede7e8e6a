package dev.fermata.play;

import dev.fermata.model.Lane;

/**
 * What has become of the actions of one lane so far.
 *
 * @param depth how many wait now
 * @param played played to the end
 * @param rejected not accepted
 * @param dropped accepted and given up
 * @param failed accepted and refused by the desktop
 * @param waitP50Nanos median wait from submission to the start of play
 * @param waitP99Nanos 99th percentile of the same
 * @param waitMaxNanos longest wait
 */
public record LaneStats(
        Lane lane,
        int depth,
        long played,
        long rejected,
        long dropped,
        long failed,
        long waitP50Nanos,
        long waitP99Nanos,
        long waitMaxNanos) {
}
