package dev.fermata.net;

import java.time.Duration;

/** Takes the body of an answer in parts, as it comes, on the thread that asks. */
public interface HttpParts {
    /**
     * Takes one. While it does no more is read than fits into what is kept, and the server has to wait.
     *
     * @param part as it was sent; where it is cut means nothing
     * @return whether more is wanted; if not, the connection is closed
     */
    boolean take(byte[] part);

    /** How long the next one may take, asked each time that it is waited for. */
    Duration patience();
}
