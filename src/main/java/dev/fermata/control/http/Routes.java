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

    Routes quickDelete(String path, QuickEndpoint endpoint) {
        endpoints.computeIfAbsent(path, p -> new LinkedHashMap<>()).put("DELETE", quick(endpoint));
        return this;
    }

    Routes get(String path, QuickEndpoint endpoint) {
        return onGet(path, quick(endpoint));
    }

    private Routes onGet(String path, Endpoint endpoint) {
        endpoints.computeIfAbsent(path, p -> new LinkedHashMap<>()).put("GET", endpoint);
        return this;
    }

    /** What reads files or reckons. */
    Routes slowGet(String path, QuickEndpoint endpoint) {
        return onGet(path, slow(endpoint));
    }

    /** What reads or writes files, or reckons. */
    Routes slowPost(String path, QuickEndpoint endpoint) {
        return post(path, slow(endpoint));
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
            return quick(any -> allowed(Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST")));
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

    /** What answers paths whose second part is a name; null for none. */
    private Map<String, Endpoint> named(String path) {
        int name = path.indexOf('/', 1) + 1;
        int end = path.indexOf('/', name) < 0 ? path.length() : path.indexOf('/', name);
        return name == 0 || name == end ? null
                : endpoints.get(path.substring(0, name) + "{name}" + path.substring(end));
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

    private static Endpoint slow(QuickEndpoint endpoint) {
        return request -> Reply.slow(() -> endpoint.answer(request));
    }

    private static Endpoint quick(QuickEndpoint endpoint) {
        return request -> {
            Response response = endpoint.answer(request);
            return Reply.atOnce(() -> response);
        };
    }
}
