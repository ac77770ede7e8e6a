package dev.fermata.control.http;

import java.util.Optional;

/**
 * What is left to do for a request that has been understood.
 *
 * @param quick answers at once
 * @param patient preferred where it is there and a thread can be had: it may take its time, and so must not keep
 *     others from being answered
 * @param slow the same for what reads and writes files, or reckons: kept from those that are patient as well
 */
record Reply(Work quick, Optional<Work> patient, Optional<Work> slow) {
    /** What answers the request, or refuses it all the same. */
    interface Work {
        Response answer() throws Refusal;
    }

    /** What is answered at once in any case. */
    static Reply atOnce(Work work) {
        return new Reply(work, Optional.empty(), Optional.empty());
    }

    /** What may wait, or be answered at once in another way. */
    static Reply patient(Work quick, Work patient) {
        return new Reply(quick, Optional.of(patient), Optional.empty());
    }

    /** What is refused where no thread can be had for it. */
    static Reply slow(Work work) {
        return new Reply(() -> {
            throw busy();
        }, Optional.empty(), Optional.of(work));
    }

    /** Too much is being done already. */
    static Refusal busy() {
        return new Refusal(429, "busy", "too many requests at once", "the same a little later")
                .withHeader("Retry-After", "1");
    }
}
