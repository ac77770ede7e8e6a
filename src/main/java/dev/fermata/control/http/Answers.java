package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.TooMuchException;
import io.netty.handler.codec.DateFormatter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How answers are written: JSON with {@code snake_case} names, durations in milliseconds. */
final class Answers {
    static final String JSON_TYPE = "application/json";
    static final String POLICY_HEADER = "Content-Security-Policy";

    private static final Map<String, String> HEADERS = Map.of(
            POLICY_HEADER, policy("", Set.of()),
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NANOS_DIGITS = 6;
    private static final int MILLIS_DIGITS = 3;

    private Answers() {
    }

    /**
     * What a page may load: our own files.
     *
     * @param scripts besides them, as a policy names what stands in the page itself, each with a space before
     * @param framers origins whose pages may show it in a frame; of none where there are none
     */
    static String policy(String scripts, Set<String> framers) {
        return "default-src 'none'; script-src 'self'" + scripts + "; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
                + (framers.isEmpty() ? "'none'" : String.join(" ", framers));
    }

    /** Writes the fields of an object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** The same with the headers that every answer has; its own ones of the same name win. */
    static Response dressed(Response response, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>(HEADERS);
        headers.put("Date", DateFormatter.format(Date.from(now)));
        headers.putAll(response.headers());
        return response.with(headers);
    }

    /** An answer with one JSON object. */
    static Response json(int status, Fields fields) {
        return Response.of(status, JSON_TYPE, object(fields));
    }

    /** One JSON object on one line, with the line's end. */
    static byte[] object(Fields fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return body.toByteArray();
    }

    /** The answer to a request that is not served. */
    static Response refusal(Refusal refusal) {
        return json(refusal.status(), json -> write(json, refusal)).with(refusal.headers());
    }

    /** Writes what is refused and why, as the fields of an object. */
    static void write(JsonGenerator json, Refusal refusal) throws IOException {
        json.writeStringField("error", refusal.code());
        json.writeStringField("message", printable(refusal.getMessage()));
        json.writeStringField("expected", refusal.expected());
        for (Map.Entry<String, Object> detail : refusal.details().entrySet()) {
            value(json, detail.getKey(), detail.getValue());
        }
    }

    /** The answer when we failed ourselves; the reason goes to the log, not to the client. */
    static Response failure() {
        return json(500, json -> {
            json.writeStringField("error", "internal");
            json.writeStringField("message", "the request could not be served; the agent's log says why");
            json.writeStringField("expected", "nothing else: this is Fermata's fault");
        });
    }

    /** A duration in milliseconds with three decimals at most, never in exponent form. */
    static void millis(JsonGenerator json, String name, long nanos) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(decimal(nanos, NANOS_DIGITS, MILLIS_DIGITS));
    }

    /** {@code unscaled / 10^digits} in plain digits, rounded. */
    static String decimal(long unscaled, int digits, int shown) {
        BigDecimal number = BigDecimal.valueOf(unscaled, digits).setScale(shown, RoundingMode.HALF_UP);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Without halves of characters, which a message may quote from a request and UTF-8 cannot write. */
    private static String printable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** An answer of values: strings, whole numbers, truths, null, lists and maps of such. */
    static Response json(int status, Map<String, ?> values) {
        return json(status, json -> {
            for (Map.Entry<String, ?> each : values.entrySet()) {
                value(json, each.getKey(), each.getValue());
            }
        });
    }

    /** One more field with such a value. */
    static void value(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        value(json, value);
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                value(json, printable(each.getKey().toString()), each.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(printable(value.toString()));
        }
    }

    /** What a call of the agent answers. @throws Refusal when it was asked for too much */
    static <T> T asked(Supplier<T> call) throws Refusal {
        try {
            return call.get();
        } catch (TooMuchException e) {
            Refusal refusal = switch (e.what()) {
                case HOLDS -> new Refusal(429, "too_many_holds", e.getMessage(),
                        "a pause when another client's has ended");
                case CHANGES -> new Refusal(429, "too_many_changes", e.getMessage(), "the same a little later");
            };
            throw refusal.withHeader("Retry-After", "1");
        }
    }
}
