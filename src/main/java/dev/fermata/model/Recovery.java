package dev.fermata.model;

/**
 * What the agent does about a fault it finds in itself: a lease that ran out, a priority key whose
 * release was lost, a dead hook, a stalled thread. The setting {@code enable_auto_recovery}.
 */
public enum Recovery {
    /** It mends the fault and tells of it. */
    MEND,
    /** It tells of the fault, once, and leaves it as it is. */
    REPORT;

    /** Whether faults are mended. */
    public boolean mends() {
        return this == MEND;
    }
}
