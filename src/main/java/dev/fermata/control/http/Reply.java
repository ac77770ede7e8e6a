package dev.fermata.control.http;

import dev.fermata.control.http.wire.Response;
import java.util.function.Supplier;

/**
 * What is left to do for a request that has been understood.
 *
 * @param mayWait whether it may take its time: then it must not keep others from being answered
 */
record Reply(boolean mayWait, Supplier<Response> work) {
}
