package dev.fermata.schedule;

/** One task's place in time. Mutable; every field but the final ones is guarded by the
 * scheduler's lock, and {@link #startDue} belongs to its thread. */
final class Task {
    static final int NOT_QUEUED = -1;
    static final long ONE_SHOT = 0;

    final TaskSpec spec;
    final long sequence;
    /** The timeline {@link #due} counts on. */
    final PauseEffect timeline;

    long intervalNanos;
    long due;
    boolean enabled = true;
    /** Time left on its own timeline when it was disabled. */
    long leftWhenDisabled;
    int heapIndex = NOT_QUEUED;
    /** When the latest run should have started, in real time. */
    long startDue;
    long runs;
    long missed;

    Task(TaskSpec spec, long sequence) {
        this.spec = spec;
        this.sequence = sequence;
        this.timeline = PauseEffect.of(spec);
        this.intervalNanos = spec.interval().toNanos();
    }

    boolean isOneShot() {
        return intervalNanos == ONE_SHOT;
    }

    /** What starting over means: a whole interval, or the whole wait of a task that runs once. */
    long restartNanos() {
        return isOneShot() ? spec.first().toNanos() : intervalNanos;
    }

    boolean isBefore(Task other) {
        return due < other.due || due == other.due && sequence < other.sequence;
    }

    /** Moves on to the first slot after {@code now}: fixed rate, missed slots skipped. */
    void advance(long now) {
        long slots = (now - due) / intervalNanos + 1;
        missed += slots - 1;
        due += slots * intervalNanos;
    }
}
