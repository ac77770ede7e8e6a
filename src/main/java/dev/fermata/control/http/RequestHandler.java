package dev.fermata.control.http;

import java.util.function.Consumer;

/** Answers the requests of one connection. Called on the server's thread: what takes time goes to another one. */
interface RequestHandler {
    /** Answers once, from any thread, now or later. */
    void handle(Request request, Consumer<Response> answer);

    /** The answer to what is not even a request. */
    Response refuse(Refusal refusal);
}
