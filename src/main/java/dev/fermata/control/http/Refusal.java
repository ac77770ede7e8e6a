package dev.fermata.control.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is not served, and why: always the client's doing, so always a 4xx. Immutable; the
 * {@code with} methods return a copy. Has no stack trace: refusing must stay cheap.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String expected;
    private final transient Map<String, Object> details;
    private final transient Map<String, String> headers;

    /**
     * @param status 400 to 499
     * @param code stable, for programs: {@code snake_case}
     * @param message what is wrong, for people
     * @param expected what would have been right
     */
    public Refusal(int status, String code, String message, String expected) {
        this(status, code, message, expected, Map.of(), Map.of());
    }

    private Refusal(int status, String code, String message, String expected,
            Map<String, Object> details, Map<String, String> headers) {
        super(message, null, false, false);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("a refusal is a 4xx, not " + status);
        }
        this.status = status;
        this.code = code;
        this.expected = expected;
        this.details = details;
        this.headers = headers;
    }

    /** The same with one more field in the answer: a string, a number or a list. */
    public Refusal with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(field, value);
        return new Refusal(status, code, getMessage(), expected, more, headers);
    }

    /** The same with one more header, e.g. {@code Allow}. */
    public Refusal withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, code, getMessage(), expected, details, more);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable name of the problem. */
    public String code() {
        return code;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }

    /** Further fields of the answer, in order. */
    public Map<String, Object> details() {
        return details;
    }

    /** Further headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
