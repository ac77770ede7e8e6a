package dev.fermata.app;

import dev.fermata.time.Stepped;

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
        /** Does something at its time: runs once the hook hears, and is woken as punctually as can be. */
        ACTS
    }

    private final String name;
    private final Role role;
    private final Stepped core;
    private volatile Runnable waker = () -> { };

    /** @param name of its thread */
    Part(String name, Role role, Stepped core) {
        this.name = name;
        this.role = role;
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

    @Override
    public long step(long nowNanos) {
        return core.step(nowNanos);
    }

    /** Has it stepped soon; must not block. Whoever steps everything in a loop needs no waking. */
    public void wokenBy(Runnable itsWaker) {
        waker = itsWaker;
    }

    void wake() {
        waker.run();
    }
}
