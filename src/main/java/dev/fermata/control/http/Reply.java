package dev.fermata.control.http;

import dev.fermata.control.http.wire.Refusal;
import dev.fermata.control.http.wire.Response;

/**
 * What is left to do for a request that has been understood.
 *
 * @param mayWait whether it may take its time: then it must not keep others from being answered
 */
record Reply(boolean mayWait, Work work) {
    /** What answers the request, or refuses it all the same. */
    interface Work {
        Response answer() throws Refusal;
    }
}
