package dev.fermata.control.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which path answers which method, and who may ask. Filled once, then only read. */
final class Routes {
    private final Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();
    private final Set<String> open = new TreeSet<>();
    private final Set<String> shared = new TreeSet<>();

    /** What answers. */
    interface Endpoint {
        Reply prepare(Request request) throws Refusal;
    }

    /** What answers at once. */
    interface QuickEndpoint {
        Response answer(Request request) throws Refusal;
    }

    Routes post(String path, Endpoint endpoint) {
        endpoints.computeIfAbsent(path, p -> new LinkedHashMap<>()).put("POST", endpoint);
        return this;
    }

    Routes quickPost(String path, QuickEndpoint endpoint) {
        return post(path, quick(endpoint));
    }

    Routes get(String path, QuickEndpoint endpoint) {
        endpoints.computeIfAbsent(path, p -> new LinkedHashMap<>()).put("GET", quick(endpoint));
        return this;
    }

    /** Needs no token and may be linked to from elsewhere: it tells nothing and changes nothing. */
    Routes openTo(String path) {
        open.add(path);
        return this;
    }

    /** Whether the path needs no token. */
    boolean isOpen(String path) {
        return open.contains(path);
    }

    /** May be read by pages of the origins that the settings name. */
    Routes sharedAt(String path) {
        shared.add(path);
        return this;
    }

    /** Whether pages of other origins may read it, if the settings name them. */
    boolean isShared(String path) {
        return shared.contains(path);
    }

    /** Finds what answers. @throws Refusal 404 or 405 */
    Endpoint find(Request request) throws Refusal {
        if (request.path().equals("*")) {
            return quick(any -> allowed(Set.of("GET", "HEAD", "OPTIONS", "POST")));
        }
        Map<String, Endpoint> methods = endpoints.getOrDefault(request.path(), named(request.path()));
        if (methods == null) {
            throw new Refusal(404, "unknown_path", "there is nothing at this path",
                    "one of " + String.join(", ", endpoints.keySet()));
        }
        if (request.method().equals("OPTIONS")) {
            return quick(any -> allowed(allow(methods)));
        }
        Endpoint endpoint = methods.get(request.isHead() ? "GET" : request.method());
        if (endpoint == null) {
            String allow = String.join(", ", allow(methods));
            throw new Refusal(405, "method_not_allowed", "this path does not answer this method", allow)
                    .withHeader("Allow", allow);
        }
        return endpoint;
    }

    /** What answers paths whose last part is a name; null for none. */
    private Map<String, Endpoint> named(String path) {
        int name = path.lastIndexOf('/') + 1;
        return name == path.length() ? null : endpoints.get(path.substring(0, name) + "{name}");
    }

    private static Set<String> allow(Map<String, Endpoint> methods) {
        Set<String> allow = new TreeSet<>(methods.keySet());
        allow.add("OPTIONS");
        if (allow.contains("GET")) {
            allow.add("HEAD");
        }
        return allow;
    }

    private static Response allowed(Set<String> methods) {
        return Response.of(204, "", "").with(Map.of("Allow", String.join(", ", new TreeSet<>(methods))));
    }

    private static Endpoint quick(QuickEndpoint endpoint) {
        return request -> {
            Response response = endpoint.answer(request);
            return Reply.atOnce(() -> response);
        };
    }
}
