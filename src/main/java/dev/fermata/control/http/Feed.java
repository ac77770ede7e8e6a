package dev.fermata.control.http;

/**
 * The body of one stream. Called on the server's thread only, so every method must be quick; it is
 * asked for more only when the client has taken what it got, so a slow client costs no memory.
 */
interface Feed {
    /** What comes next, a bounded piece; empty when there is nothing now. */
    byte[] next();

    /** Sent when there has been nothing for a while, to find out whether the client is still there. */
    byte[] beat();

    /** The stream has ended, or never began; called once. */
    void closed();
}
