package dev.fermata.app;

/**
 * Makes the threads of the core step soon. The simulation, which steps everything itself, needs
 * none.
 */
public interface Wakes {
    /** The part whose thread is to be woken. */
    enum Part { INPUT, SCHEDULER, DISPATCH }

    /** Wakes one part's thread; never blocks. */
    void wake(Part part);

    /** Has something run on the input thread soon, or at once where there is only one thread. */
    void onInputThread(Runnable task);
}
