package dev.fermata.control.http;

import dev.fermata.time.Clock;
import dev.fermata.user.SocketEnd;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What clients are served with.
 *
 * @param limits on what they may cost
 * @param handlers make what answers the requests of a connection, by the server's end of it
 * @param clock measures how long clients keep it waiting
 * @param onFailure told of exceptions that are our own fault; any thread; must not throw
 */
record HttpService(Limits limits, Function<SocketEnd, RequestHandler> handlers, Clock clock,
        Consumer<Throwable> onFailure) {
}
