package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.StreamControl;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What clients tell of a live stream, {@code POST /feed} and the WebSocket {@code /feed}, and what became of it,
 * {@code GET /stream}. Thread-safe.
 */
final class FeedEndpoints {
    private static final int MOST_CLIENTS = 16;

    private final RequestReader requests;
    private final Supplier<Optional<StreamControl>> stream;
    private final Clock clock;
    private final AtomicInteger clients = new AtomicInteger();

    /** @param stream gives what answers viewers; empty where the settings want none */
    FeedEndpoints(RequestReader requests, Supplier<Optional<StreamControl>> stream, Clock clock) {
        this.requests = requests;
        this.stream = stream;
        this.clock = clock;
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.quickPost("/feed", this::tell).get("/feed", request -> open())
                .get("/stream", request -> status()).sharedAt("/stream");
    }

    private StreamControl stream() throws Refusal {
        return stream.get().orElseThrow(() -> new Refusal(409, "stream_off", "viewers are not answered: stream.on is false",
                "the setting stream.on = true and a new start, or 'fermata stream'"));
    }

    private Response tell(Request request) throws Refusal {
        long number = take(requests.read(request, FeedFields.FEED_REQUEST));
        return Answers.json(202, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeNumberField("number", number);
        });
    }

    /** Takes what a client tells. @return its number */
    long take(JsonBody body) throws Refusal {
        StreamControl control = stream();
        return Answers.asked(() -> control.tell(FeedFields.message(body)));
    }

    /** Reads a message of a client that is connected. */
    JsonBody read(byte[] message) throws Refusal {
        return requests.check(JsonBody.readLong(message, FeedFields.FEED_REQUEST));
    }

    private Response open() throws Refusal {
        stream();
        if (clients.get() >= MOST_CLIENTS) {
            throw new Refusal(429, "too_many_feeds", "as many feeds as there may be are connected",
                    "the same a little later, or several feeds over one connection").withHeader("Retry-After", "5");
        }
        return FeedFrames.answering(this);
    }

    void came() {
        clients.incrementAndGet();
    }

    void gone() {
        clients.decrementAndGet();
    }

    private Response status() throws Refusal {
        StreamControl control = stream();
        StreamStatus status = control.status();
        Optional<ViewersStatus> viewers = control.viewers();
        long now = clock.nanos();
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            write(out, status, now);
            if (viewers.isPresent()) {
                CompanionsJson.viewers(out, viewers.get(), now);
            }
        });
    }

    /** How it stands, as fields of an object. */
    private static void write(JsonGenerator out, StreamStatus status, long now) throws IOException {
        if (status.silent().isPresent()) {
            out.writeStringField("silent", status.silent().get());
        }
        out.writeArrayFieldStart("feeds");
        for (FeedStatus feed : status.feeds()) {
            out.writeStartObject();
            Answers.value(out, "name", feed.name());
            out.writeStringField("state", feed.state());
            Answers.value(out, "detail", feed.detail());
            Answers.millis(out, "since_ms", Math.max(0, now - feed.sinceNanos()));
            out.writeNumberField("messages", feed.messages());
            out.writeNumberField("unread", feed.unread());
            out.writeNumberField("tries", feed.tries());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectFieldStart("came");
        for (Map.Entry<StreamKind, Long> each : status.came().entrySet()) {
            out.writeNumberField(each.getKey().id(), each.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("answered", status.answered());
        out.writeNumberField("merged", status.merged());
        out.writeObjectFieldStart("dropped");
        for (Map.Entry<StreamDrop, Long> each : status.dropped().entrySet()) {
            out.writeNumberField(each.getKey().id(), each.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("waiting", status.waiting());
        out.writeNumberField("handed_over", status.handedOver());
        out.writeNumberField("refused", status.refused());
        out.writeNumberField("scripts", status.scripts());
        RepliesJson.write(out, status);
        Answers.millis(out, "wait_p50_ms", status.waitP50Nanos());
        Answers.millis(out, "wait_p99_ms", status.waitP99Nanos());
        Answers.millis(out, "wait_max_ms", status.waitMaxNanos());
        Answers.millis(out, "decision_p50_ms", status.decisionP50Nanos());
        Answers.millis(out, "decision_p99_ms", status.decisionP99Nanos());
        Answers.millis(out, "decision_max_ms", status.decisionMaxNanos());
    }
}
