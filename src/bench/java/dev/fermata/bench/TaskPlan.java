package dev.fermata.bench;

import java.util.Arrays;
import java.util.Random;

/** When tasks are due: each at its own offset, then every interval. The same for every contestant. */
record TaskPlan(int tasks, long intervalNanos, long[] offsets, long lengthNanos) {

    /** Offsets spread at random over one interval, always the same ones. */
    static TaskPlan of(int tasks, long intervalNanos, long lengthNanos) {
        Random random = new Random(tasks);
        long[] offsets = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            offsets[i] = (long) (random.nextDouble() * intervalNanos);
        }
        return new TaskPlan(tasks, intervalNanos, offsets, lengthNanos);
    }

    /** Every due time within the length, in order. */
    long[] dueTimes() {
        long[] due = new long[1024];
        int count = 0;
        for (long offset : offsets) {
            for (long at = offset; at < lengthNanos; at += intervalNanos) {
                if (count == due.length) {
                    due = Arrays.copyOf(due, count * 2);
                }
                due[count++] = at;
            }
        }
        due = Arrays.copyOf(due, count);
        Arrays.sort(due);
        return due;
    }
}
