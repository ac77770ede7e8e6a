package dev.fermata.control.http;

import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import java.util.function.Consumer;

/** What answers requests. Called on the server's thread: whatever takes time goes to another one. */
interface RequestHandler {
    /**
     * Says once, from any thread, now or later, whose the program is at the other end of a connection. Asked when
     * its first request is complete, and again only where that was nobody's.
     *
     * @param ours the server's end
     */
    void findCaller(SocketEnd ours, Consumer<Owner> answer);

    /** Answers once, from any thread, now or later. */
    void handle(Request request, Consumer<Response> answer);

    /** The answer to what is not even a request. */
    Response refuse(Refusal refusal);
}
