package dev.fermata.time;

/** A passive core: does what is due and says when it wants to be asked again. */
@FunctionalInterface
public interface Stepped {
    /**
     * Does everything due at {@code nowNanos}.
     *
     * @return the next deadline on the same clock, or {@link Clock#NEVER}
     */
    long step(long nowNanos);
}
