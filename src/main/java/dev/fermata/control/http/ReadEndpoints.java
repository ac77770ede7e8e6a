package dev.fermata.control.http;

import dev.fermata.control.StatusSource;
import dev.fermata.observe.MetricsText;
import dev.fermata.time.Clock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What only looks: {@code GET /status}, {@code /events}, {@code /metrics} and {@code /healthz}. Thread-safe. */
final class ReadEndpoints {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final StatusSource source;
    private final Consumer<MetricsText> moreMetrics;
    private final RecentEvents events;
    private final StatusJson json;

    /** @param moreMetrics adds families of other parts */
    ReadEndpoints(StatusSource source, Consumer<MetricsText> moreMetrics, RecentEvents events, Clock clock) {
        this.source = source;
        this.moreMetrics = moreMetrics;
        this.events = events;
        this.json = new StatusJson(clock);
    }

    /** {@code GET /status}. */
    Response status() {
        // Before the status, so that nothing up to it is missing there.
        long newest = events.newest();
        return Answers.json(200, out -> {
            json.write(out, source.status());
            out.writeNumberField("last_event_id", newest);
        });
    }

    /** {@code GET /metrics}. */
    Response metrics(HttpServer server, long answers, long refusals, long failures) {
        MetricsText text = new MetricsText();
        StatusMetrics.write(text, source.status());
        text.gauge("fermata_http_connections", "", "Connections open now.")
                .sample(server.loop().map(loop -> loop.connections().count()).orElse(0));
        text.counter("fermata_http_shed", "Connections closed to make room for others.")
                .sample(server.loop().map(loop -> loop.connections().shed()).orElse(0L));
        text.gauge("fermata_http_streams", "", "Event streams open now.").sample(events.streams());
        text.counter("fermata_http_answers", "Requests served.").sample(answers);
        text.counter("fermata_http_refusals", "Requests refused.").sample(refusals);
        text.counter("fermata_http_failures", "Requests that failed through our fault.").sample(failures);
        moreMetrics.accept(text);
        return Response.of(200, MetricsText.CONTENT_TYPE, text.finish());
    }

    /** {@code GET /healthz}: the service answers and the agent can be looked at. */
    Response health() {
        source.status();
        return Answers.json(200, out -> out.writeStringField("status", "ok"));
    }

    /** {@code GET /events}. */
    Response events(Request request) throws Refusal {
        long after = after(request);
        if (request.isHead()) {
            return Response.of(200, "text/event-stream", "");
        }
        if (!events.tryEnter()) {
            throw new Refusal(429, "too_many_streams", "all event streams are taken",
                    "at most " + events.maxStreams() + " at a time").withHeader("Retry-After", "5");
        }
        Feed feed = events.after(after);
        return Response.stream("text/event-stream", feed);
    }

    /** RFC-wise the header wins: a browser sends it when it comes back to the same address. */
    private long after(Request request) throws Refusal {
        String id = request.header("last-event-id").orElse("");
        if (!id.isEmpty()) {
            return number("last-event-id", id);
        }
        if (request.query().isEmpty()) {
            return events.newest();
        }
        if (!request.query().startsWith("since=")) {
            throw new Refusal(400, "unknown_field", "this query is not understood", "since=NUMBER, or no query");
        }
        return number("since", request.query().substring("since=".length()));
    }

    private static long number(String name, String text) throws Refusal {
        if (!NUMBER.matcher(text).matches()) {
            throw JsonBody.bad("wrong_type", name + " is not the number of an event", name,
                    "a whole number, 0 for everything that is kept");
        }
        return Long.parseLong(text);
    }
}
