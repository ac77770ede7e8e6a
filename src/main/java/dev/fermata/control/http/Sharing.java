package dev.fermata.control.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lets pages of the origins that the settings name read what is shared, and change nothing: a browser hands an answer
 * to a page of another origin only where the answer says so (CORS), and asks before it sends more than a plain GET.
 * Immutable.
 */
final class Sharing {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Set<String> origins;
    private final Routes routes;

    /** @param origins as browsers write them */
    Sharing(Set<String> origins, Routes routes) {
        this.origins = origins;
        this.routes = routes;
    }

    /** Whether a page of one of the origins reads, or its browser asks whether it may. */
    boolean covers(Request request) {
        return request.header("origin").filter(origins::contains).isPresent() && routes.isShared(request.path())
                && (READING.contains(request.method()) || isQuestion(request));
    }

    /** Whether a browser asks first. It never shows a token with that, and the answer tells nothing. */
    boolean isQuestion(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("access-control-request-method").filter(READING::contains).isPresent();
    }

    /** The answer to a question that is covered. */
    Response yes(Request question) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Access-Control-Allow-Methods", "GET, HEAD",
                "Access-Control-Allow-Headers", "Authorization, Cache-Control, Last-Event-ID",
                "Access-Control-Max-Age", "600"));
        // Asked of what is in a private network or on the machine itself by pages from outside.
        if (question.header("access-control-request-private-network").isPresent()) {
            headers.put("Access-Control-Allow-Private-Network", "true");
        }
        return Response.of(204, "", "").with(headers);
    }

    /** The same answer, readable by the page that asked if it may; refusals too, so that it can say what is wrong. */
    Response shown(Request request, Response response) {
        return !covers(request) ? response : response.with(Map.of(
                "Access-Control-Allow-Origin", request.header("origin").orElseThrow(),
                "Cross-Origin-Resource-Policy", "cross-origin",
                "Vary", "Origin"));
    }
}
