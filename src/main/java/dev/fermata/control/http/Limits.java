package dev.fermata.control.http;

import java.time.Duration;

/**
 * What one client, and all of them together, may cost.
 *
 * @param connections open at once; beyond it the one that has kept us waiting longest is closed
 * @param headBytes request line and headers together; each may have half of it
 * @param bodyBytes a request's body
 * @param request from a request's first byte to its last
 * @param idle between two requests, and before the first
 * @param write without any progress while an answer is being sent
 * @param beat between two signs of life on a quiet stream
 */
public record Limits(
        int connections, int headBytes, int bodyBytes, Duration request, Duration idle, Duration write, Duration beat) {

    /** A request's body: room for the text of a profile, or a take of 20,000 strokes. */
    static final int BODY_BYTES = 256 * 1024;
    private static final int MESSAGE_BYTES = 64 * 1024;

    /** Roomy for people and scripts: 256 connections, 256 KB bodies, 5 s for a request. */
    public static Limits defaults() {
        return new Limits(256, 16 * 1024, BODY_BYTES,
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    public Limits {
        if (connections < 1 || headBytes < 256 || bodyBytes < 1) {
            throw new IllegalArgumentException("limits are too small to serve anybody");
        }
    }

    /** One message of a WebSocket. */
    int messageBytes() {
        return Math.min(bodyBytes, MESSAGE_BYTES);
    }
}
