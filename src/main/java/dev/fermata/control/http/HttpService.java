package dev.fermata.control.http;

import dev.fermata.time.Clock;
import java.util.function.Consumer;

/**
 * What clients are served with.
 *
 * @param limits on what they may cost
 * @param handler answers them
 * @param clock dates the answers
 * @param onFailure told of exceptions that are our own fault; any thread; must not throw
 */
record HttpService(Limits limits, RequestHandler handler, Clock clock, Consumer<Throwable> onFailure) {
}
