package dev.fermata.control.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads server-sent events: remembers the last id, hands on the data of each event. One thread. */
final class EventStreamReader {
    private final Consumer<String> sink;
    private String lastId = "";

    EventStreamReader(Consumer<String> sink) {
        this.sink = sink;
    }

    /** The id of the last event that came whole. */
    Optional<String> lastId() {
        return lastId.isEmpty() ? Optional.empty() : Optional.of(lastId);
    }

    /** Reads until the stream ends; an event that breaks off is left out. */
    void read(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        String id = lastId;
        String line;
        while ((line = in.readLine()) != null) {
            if (line.isEmpty()) {
                lastId = id;
                if (data.length() > 0) {
                    sink.accept(data.toString());
                    data.setLength(0);
                }
            } else if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n").append(value(line));
            } else if (line.startsWith("id:")) {
                id = value(line);
            }
            // Comments, which keep the connection alive, and other fields say nothing to us.
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
