package dev.fermata.schedule;

/**
 * One task's place in time. Mutable; every field but the final ones is guarded by the scheduler's lock, and
 * {@link #startDue} belongs to its thread.
 */
final class Task {
    final TaskSpec spec;
    final long sequence;
    final PauseEffect effect;
    final long intervalNanos;

    /** When it runs next; without the pauses it stood still in, if it does. */
    long due;
    /** When the latest run should have started, in real time. */
    long startDue;
    long runs;
    long missed;

    Task(TaskSpec spec, long sequence) {
        this.spec = spec;
        this.sequence = sequence;
        this.effect = PauseEffect.of(spec);
        this.intervalNanos = spec.interval().toNanos();
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
