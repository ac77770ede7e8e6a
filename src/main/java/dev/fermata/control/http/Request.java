package dev.fermata.control.http;

import dev.fermata.user.Owner;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A complete request.
 *
 * @param path of the target, always beginning with {@code /}; as sent, not decoded
 * @param query after the {@code ?}, as sent; empty when there is none
 * @param headers by lower-case name; several of one name are joined by commas
 * @param keepAlive whether the client may send another one on this connection
 * @param caller whose the program is that sent it
 */
record Request(String method, String path, String query, Map<String, String> headers, byte[] body,
        boolean keepAlive, Owner caller) {
    /** Stands for what is no request and ends the connection. */
    static final Request NONE = new Request("", "", "", Map.of(), new byte[0], false, Owner.UNKNOWN);

    /** The same from somebody. */
    Request from(Owner newCaller) {
        return new Request(method, path, query, headers, body, keepAlive, newCaller);
    }

    /** A header's value. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /**
     * The name in the path, decoded.
     *
     * @param before what the path begins with; the name goes to the next slash
     */
    String name(String before) throws Refusal {
        return decoded(path.substring(before.length()).replaceFirst("/.*", "").replace("+", "%2B"));
    }

    /** What a page has written into an address, decoded. */
    static String decoded(String encoded) throws Refusal {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "bad_path", "the name in the address is not percent-encoded", "such as Fire%20bolt");
        }
    }

    /** Whether only the head of the answer is wanted. */
    public boolean isHead() {
        return method.equals("HEAD");
    }
}
