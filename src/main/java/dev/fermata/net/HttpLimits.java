package dev.fermata.net;

import java.time.Duration;

/**
 * What an answer may cost.
 *
 * @param connect until the connection is there, for each of two addresses of the host
 * @param firstByte from there until the first byte of the answer's body
 * @param idle between two parts of the body
 * @param total from the connection to the end of the answer
 * @param bytes of the body at most
 */
public record HttpLimits(Duration connect, Duration firstByte, Duration idle, Duration total, int bytes) {
}
