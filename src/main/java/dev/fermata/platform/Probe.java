package dev.fermata.platform;

/** Whether a {@link Platform} is the one of this process, and can be used by it. */
public sealed interface Probe {
    /** It is. */
    record Usable() implements Probe {
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
