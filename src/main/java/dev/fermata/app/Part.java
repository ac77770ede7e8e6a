package dev.fermata.app;

import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import dev.fermata.time.Worker;
import java.util.function.UnaryOperator;

/**
 * One passive core of the agent that wants to be stepped, and all that anybody needs to know of it: the agent
 * makes a thread of each, the simulation steps them in a loop, the watch over stalled threads and the status
 * name them. {@link Core#parts} lists them; a new one is made there and nowhere else.
 *
 * <p>Stepped by one thread; {@link #wake} may be called from any.
 */
public final class Part implements Stepped {

    /** When a part runs, beside the hook. */
    public enum Role {
        /** Takes what the player does: runs before the hook hears, and longer than anything else. */
        HEARS,
        /** Does something at its time: runs once the hook hears. */
        ACTS
    }

    private final String name;
    private final Role role;
    private final UnaryOperator<Clock> punctuality;
    private final Stepped core;
    private volatile Worker worker;

    /**
     * @param name of its thread
     * @param punctuality makes the clock its thread waits by
     */
    Part(String name, Role role, UnaryOperator<Clock> punctuality, Stepped core) {
        this.name = name;
        this.role = role;
        this.punctuality = punctuality;
        this.core = core;
    }

    /** What it is called in messages, and its thread. */
    public String name() {
        return name;
    }

    /** When it runs. */
    public Role role() {
        return role;
    }

    /** What its thread waits by, as punctual as it has to be. */
    public Clock clock(Clock clock) {
        return punctuality.apply(clock);
    }

    @Override
    public long step(long nowNanos) {
        return core.step(nowNanos);
    }

    /** Says whose thread steps it from now on. Whoever steps everything in a loop has no need to say. */
    public void steppedBy(Worker itsWorker) {
        worker = itsWorker;
    }

    /** As {@link Worker#overdueNanos}; 0 when nobody's thread steps it. */
    public long overdueNanos(long nowNanos) {
        Worker current = worker;
        return current == null ? 0 : current.overdueNanos(nowNanos);
    }

    /** Has it stepped soon; never blocks. */
    void wake() {
        Worker current = worker;
        if (current != null) {
            current.wake();
        }
    }
}
