package dev.fermata.bench;

import dev.fermata.observe.EventLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that {@code GET /events} tells, with the time at which it came. Thread-safe. */
final class EventReader {
    private final List<Heard> heard = new ArrayList<>();
    private final Thread reader;
    private long last;
    private long gaps;

    /** An event, its line as it was written, and when that had come. */
    record Heard(EventLine event, String line, long atNanos) {
    }

    /** @param base of the API, with a stroke at the end */
    EventReader(String base) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(base
                + "events?since=0")).build(), HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("the event stream is refused: " + answer.statusCode());
        }
        reader = new Thread(() -> {
            try {
                answer.body().forEach(this::line);
            } catch (java.io.UncheckedIOException ended) {
                // The agent is gone.
            }
        }, "events");
        reader.setDaemon(true);
        reader.start();
    }

    private synchronized void line(String line) {
        if (line.startsWith("id:")) {
            long id = Long.parseLong(line.substring(3).strip());
            gaps += id - last - 1;
            last = id;
        } else if (line.startsWith("data:")) {
            String json = line.substring(5).strip();
            long now = System.nanoTime();
            EventLine.parse(json).ifPresent(event -> heard.add(new Heard(event, json, now)));
        }
    }

    /** All of it so far. */
    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** How many were heard. */
    synchronized int count() {
        return heard.size();
    }

    /** How many were missed, by their numbers. */
    synchronized long gaps() {
        return gaps;
    }

    /** Waits until the agent has ended it. */
    void awaitEnd() throws InterruptedException {
        reader.join(5_000);
    }
}
