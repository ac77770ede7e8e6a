package dev.fermata.net;

import dev.fermata.model.ServerAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a server is asked. Immutable.
 *
 * @param path what follows the path of the address, with the query
 * @param headers besides those that every request has; their values are never logged
 * @param body sent as it is; empty for a GET
 */
public record HttpRequest(Method method, ServerAddress address, String path, Map<String, String> headers,
        byte[] body) {
    /** What is asked for. */
    public enum Method { GET, POST }

    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** Without the headers' values and the body. */
    @Override
    public String toString() {
        return method + " " + address + path;
    }

    /** A value as a query can have it. */
    public static String inQuery(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** One that has nothing to send. */
    public static HttpRequest get(ServerAddress address, String path, Map<String, String> headers) {
        return new HttpRequest(Method.GET, address, path, headers, new byte[0]);
    }
}
