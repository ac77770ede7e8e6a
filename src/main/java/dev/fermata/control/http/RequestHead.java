package dev.fermata.control.http;

import dev.fermata.user.Owner;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request line and headers of one request as Netty read them, checked more strictly than Netty
 * does: what two programs could understand in two ways is refused. Not thread-safe.
 */
final class RequestHead {
    private static final int MAX_HEADERS = 64;

    private static final Pattern TARGET =
            Pattern.compile("(?:http://([^/?#\\s]*))?(/[!-~&&[^?#]]*)?(?:\\?([!-~&&[^#]]*))?");
    private static final Pattern VALUE = Pattern.compile("[\t\\x20-\\x7e\\x80-\\xff]*");
    /** Said twice, these could be understood in two ways. */
    private static final Set<String> ONCE = Set.of("host", "content-length", "transfer-encoding", "content-type",
            "origin", "authorization", "last-event-id", "expect");

    private final String method;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final boolean old;
    private final boolean keepAlive;
    private String path = "";
    private String query = "";
    private String authority;

    private RequestHead(HttpRequest request) throws Refusal {
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            throw malformed(version.text() + " is not spoken here", "HTTP/1.1");
        }
        this.method = request.method().name();
        this.old = version.minorVersion() == 0;
        this.keepAlive = !old && HttpUtil.isKeepAlive(request);
        target(request.uri());
        if (request.headers().size() > MAX_HEADERS) {
            throw new Refusal(431, "head_too_large", "too many headers", "at most " + MAX_HEADERS + " headers");
        }
        for (Map.Entry<String, String> header : request.headers()) {
            header(header.getKey(), header.getValue());
        }
        check();
    }

    /**
     * Reads a request of somebody who is not known yet.
     *
     * @throws Refusal when it is no request that is served here, whatever it asks for
     */
    static Request read(FullHttpRequest whole, Limits limits) throws Refusal {
        if (whole.decoderResult().isFailure()) {
            throw unreadable(whole.decoderResult().cause(), limits);
        }
        return new RequestHead(whole).toRequest(ByteBufUtil.getBytes(whole.content()));
    }

    /** Why something is not even a request. */
    private static Refusal unreadable(Throwable cause, Limits limits) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        String most = "at most " + limits.headBytes() / 2 + " bytes";
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "target_too_long", "the request line is too long", most);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(431, "head_too_large", "the request's headers are too large",
                    most + " in at most " + MAX_HEADERS + " headers");
        }
        return malformed("this is not HTTP/1.1", "a request line such as GET /status HTTP/1.1, headers such as"
                + " Content-Type: application/json, and a body as long as Content-Length says or in chunks");
    }

    static Refusal malformed(String message, String expected) {
        return new Refusal(400, "malformed_request", message, expected);
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
        // RFC 9112 3.2.2: the authority of a whole URL wins over the Host header.
        authority = parts.group(1);
        path = parts.group(2) == null ? "/" : parts.group(2);
        query = parts.group(3) == null ? "" : parts.group(3);
    }

    private void header(String anyCaseName, String value) throws Refusal {
        if (!VALUE.matcher(value).matches()) {
            throw malformed("a header line is malformed", "headers such as Content-Type: application/json");
        }
        String name = anyCaseName.toLowerCase(Locale.ROOT);
        String before = headers.get(name);
        if (before == null) {
            headers.put(name, value);
        } else if (!ONCE.contains(name)) {
            headers.put(name, before + ", " + value);
        } else {
            throw malformed("the header " + name + " is there twice", "one header " + name);
        }
    }

    private void check() throws Refusal {
        String expect = headers.get("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new Refusal(417, "expectation_unknown", "the header Expect asks for something unknown",
                    "Expect: 100-continue, or no such header");
        }
        if (!old && !headers.containsKey("host")) {
            throw malformed("the header Host is missing", "a Host header, as HTTP/1.1 asks for");
        }
    }

    private Request toRequest(byte[] body) {
        if (authority != null) {
            headers.put("host", authority);
        }
        return new Request(method, path, query, Map.copyOf(headers), body, keepAlive, Owner.UNKNOWN);
    }
}
