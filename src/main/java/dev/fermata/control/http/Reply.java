package dev.fermata.control.http;

import java.util.Optional;

/**
 * What is left to do for a request that has been understood.
 *
 * @param quick answers at once
 * @param patient preferred where it is there and a thread can be had: it may take its time, and so must not keep
 *     others from being answered
 */
record Reply(Work quick, Optional<Work> patient) {
    /** What answers the request, or refuses it all the same. */
    interface Work {
        Response answer() throws Refusal;
    }

    /** What is answered at once in any case. */
    static Reply atOnce(Work work) {
        return new Reply(work, Optional.empty());
    }
}
