package dev.fermata.net;

import java.time.Duration;

/**
 * What a WebSocket may cost.
 *
 * @param connect until the connection is there, to each of the host's addresses, and again until it is a WebSocket
 * @param bytes of a message at most; a longer one ends the connection
 */
public record WebSocketLimits(Duration connect, int bytes) {
}
