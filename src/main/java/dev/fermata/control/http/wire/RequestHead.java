package dev.fermata.control.http.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request line and headers of one request, as they are read. Not thread-safe. */
final class RequestHead {
    static final int MAX_HEADERS = 64;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (\\S+) HTTP/(\\d)\\.(\\d)");
    private static final Pattern TARGET = Pattern.compile("(?:http://([^/?#\\s]*))?(/[!-~&&[^?#]]*)?(?:\\?([!-~&&[^#]]*))?");
    private static final Pattern NAME = Pattern.compile(TOKEN);
    private static final Pattern VALUE = Pattern.compile("[\t\\x20-\\x7e\\x80-\\xff]*");
    /** Said twice, these could be understood in two ways. */
    private static final Set<String> ONCE = Set.of("host", "content-length", "transfer-encoding", "content-type",
            "origin", "authorization", "last-event-id", "expect");

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "";
    private String path = "";
    private String query = "";
    private String authority;
    private boolean old;
    private int count;

    static Refusal malformed(String message, String expected) {
        return new Refusal(400, "malformed_request", message, expected);
    }

    void requestLine(String line) throws Refusal {
        Matcher parts = REQUEST_LINE.matcher(line);
        if (!parts.matches()) {
            throw malformed("this is not an HTTP/1.1 request line", "a request line such as GET /status HTTP/1.1");
        }
        if (!parts.group(3).equals("1")) {
            throw malformed("HTTP/" + parts.group(3) + "." + parts.group(4) + " is not spoken here", "HTTP/1.1");
        }
        old = parts.group(4).equals("0");
        method = parts.group(1);
        target(parts.group(2));
    }

    private void target(String target) throws Refusal {
        if (method.equals("OPTIONS") && target.equals("*")) {
            path = "*";
            return;
        }
        Matcher parts = TARGET.matcher(target);
        if (!parts.matches() || parts.group(1) == null && parts.group(2) == null) {
            throw malformed("the request's target is not a path", "a path such as /status");
        }
        if (parts.group(1) != null) {
            // RFC 9112 3.2.2: the authority of a whole URL wins over the Host header.
            authority = parts.group(1);
        }
        path = parts.group(2) == null ? "/" : parts.group(2);
        query = parts.group(3) == null ? "" : parts.group(3);
    }

    void header(String line) throws Refusal {
        if (++count > MAX_HEADERS) {
            throw new Refusal(431, "head_too_large", "too many headers", "at most " + MAX_HEADERS + " headers");
        }
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()
                || !VALUE.matcher(line.substring(colon + 1)).matches()) {
            throw malformed("a header line is malformed", "headers such as Content-Type: application/json");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        String before = headers.get(name);
        if (before == null) {
            headers.put(name, value);
        } else if (!ONCE.contains(name)) {
            headers.put(name, before + ", " + value);
        } else {
            throw malformed("the header " + name + " is there twice", "one header " + name);
        }
    }

    /** Checks what can be checked only when all headers are here. */
    void complete() throws Refusal {
        String encoding = headers.get("transfer-encoding");
        if (encoding != null && (!encoding.equalsIgnoreCase("chunked") || old)) {
            throw malformed("this transfer encoding is not understood", "Content-Length, or Transfer-Encoding: chunked");
        }
        String length = headers.get("content-length");
        if (length != null && encoding != null) {
            throw malformed("Content-Length and Transfer-Encoding exclude each other", "one of the two");
        }
        if (length != null && !length.matches("\\d{1,18}")) {
            throw malformed("Content-Length is not a number", "the body's length in bytes");
        }
        String expect = headers.get("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new Refusal(417, "expectation_unknown", "the header Expect asks for something unknown",
                    "Expect: 100-continue, or no such header");
        }
        if (!old && !headers.containsKey("host")) {
            throw malformed("the header Host is missing", "a Host header, as HTTP/1.1 asks for");
        }
    }

    boolean isChunked() {
        return headers.containsKey("transfer-encoding");
    }

    long contentLength() {
        return Long.parseLong(headers.getOrDefault("content-length", "0"));
    }

    boolean expectsContinue() {
        return !old && headers.containsKey("expect");
    }

    Request toRequest(byte[] body) {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive = !old && !List.of(connection.split("\\s*,\\s*")).contains("close");
        if (authority != null) {
            headers.put("host", authority);
        }
        return new Request(method, path, query, Map.copyOf(headers), body, keepAlive);
    }
}
