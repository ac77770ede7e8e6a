package dev.fermata.platform;

/** Whether a {@link Platform} is the one of this process, and can be used by it. */
public sealed interface Probe {
    /** It is. */
    record Usable() implements Probe {
    }

    /**
     * It is, with less than there might be: another one that is {@link Usable} is better.
     *
     * @param what is missing, and what to do about it
     */
    record Limited(String what) implements Probe {
    }

    /**
     * It is the one of this process, which cannot use it now.
     *
     * @param problem why, and what to do about it
     */
    record Unusable(String problem) implements Probe {
    }

    /** This process runs elsewhere. */
    record Elsewhere() implements Probe {
    }
}
