package dev.fermata.control.http;

import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer: complete, the head of a stream that goes on until one side closes, or the change to a WebSocket.
 *
 * @param headers besides those about length, date and connection
 * @param stream where the body comes from; empty when {@code body} is all there is
 * @param frames takes and sends a WebSocket's frames; empty where HTTP goes on
 */
record Response(int status, Map<String, String> headers, byte[] body, Optional<Feed> stream,
        Optional<ChannelHandler> frames) {

    /** A complete answer; an empty content type leaves that header out. */
    public static Response of(int status, String contentType, byte[] body) {
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("Content-Type", contentType);
        return new Response(status, headers, body, Optional.empty(), Optional.empty());
    }

    /** A complete answer of UTF-8 text. */
    public static Response of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream. */
    public static Response stream(String contentType, Feed feed) {
        return new Response(200, Map.of("Content-Type", contentType), new byte[0], Optional.of(feed),
                Optional.empty());
    }

    /**
     * From now on the client and {@code frames} send each other WebSocket frames. Pings and the end are answered by
     * Netty; a frame may be as long as a request's body.
     *
     * @param frames of this connection alone; on the server's thread, so it must be quick
     */
    public static Response webSocket(ChannelHandler frames) {
        return new Response(101, Map.of(), new byte[0], Optional.empty(), Optional.of(frames));
    }

    /** The same with more headers; they win over those of the same name. */
    public Response with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, all, body, stream, frames);
    }
}
