package dev.fermata.app.doctor;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.stream.StreamBook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the feeds of a live stream are there. Nothing is sent to them, and nothing read. */
final class StreamChecks {
    static final String FEEDS = "feeds of the stream";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private StreamChecks() {
    }

    /** Where viewers are not to be answered, nobody is asked. */
    static Finding examine(Settings.Stream stream) {
        if (!stream.on()) {
            return Finding.fine(FEEDS, "not needed, stream.on is false");
        }
        List<String> missing = new ArrayList<>();
        for (StreamBook.Feed feed : stream.book().feeds()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(feed.address().host(), feed.address().port()),
                        (int) CONNECT.toMillis());
            } catch (IOException e) {
                missing.add(feed.name() + " (" + feed.address().hostAndPort() + ")");
            }
        }
        if (missing.isEmpty()) {
            return Finding.fine(FEEDS, stream.book().feeds().isEmpty() ? "none, clients tell of the stream by /feed"
                    : stream.book().feeds().size() + " there");
        }
        return Finding.degraded(FEEDS, "not there: " + String.join(", ", missing),
                "start the program that stream.toml names; it is tried again all the time");
    }
}
