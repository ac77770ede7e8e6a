package dev.fermata.control.http.wire;

import java.util.function.Consumer;

/** What answers requests. Called on the server's thread: whatever takes time goes to another one. */
public interface RequestHandler {
    /** Answers once, from any thread, now or later. */
    void handle(Request request, Consumer<Response> answer);

    /** The answer to what is not even a request. */
    Response refuse(Refusal refusal);
}
