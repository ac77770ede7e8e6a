package dev.fermata.pause;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that a hold has stand still: the key gate, the scheduler. Called in the order in which the listeners
 * of a scope were added, on the thread that changed the holds and under the ledger's lock, for what was asked
 * for has to be in force when the ledger's call returns. So it must not wait, but for one injection where it has
 * to be over; it tells nobody and takes no lock that is ever kept while the ledger is asked.
 */
public interface PauseListener {

    /**
     * What it does goes on as far as the holds let it, from now on. Told when that changes and at each start.
     *
     * @param grace how long what has begun may take to finish before it is still; empty: it is cut off
     */
    void heed(Stillness stillness, Optional<Duration> grace);

    /** The agent is stopped: what is queued or under way is given up. */
    void stopped(String because);
}
