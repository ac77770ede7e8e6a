package dev.fermata.app.doctor;

import dev.fermata.app.LanguageModels;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether what a live stream needs is there. Nothing is sent to feeds, and nothing read; models are only asked which they
 * are.
 */
final class StreamChecks {
    static final String FEEDS = "feeds of the stream";
    static final String MODELS = "language models";
    /** It may take as long as it is tried, and a little more. */
    private static final int SECONDS_A_MODEL = 9;
    static final String VIEWERS = "viewers";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private StreamChecks() {
    }

    /** Whether the language models can be used; each is asked for something that costs nothing. */
    static Optional<Finding> models(Settings.Stream stream) {
        List<WritingModel> models = stream.book().models();
        if (!stream.on() || models.isEmpty()) {
            return Optional.empty();
        }
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        SpeechChecks.Outcome outcome = SpeechChecks.alone("models-trial", SECONDS_A_MODEL * models.size(), () -> {
            try (LanguageModels asked = new LanguageModels(new SystemClock(), models, told::add)) {
                if (!asked.reach(told::add)) {
                    throw new IOException("some cannot be used");
                }
                return 0L;
            }
        });
        return Optional.of(outcome.trouble().isEmpty() ? Finding.fine(MODELS, String.join("; ", told))
                : Finding.degraded(MODELS, told.isEmpty() ? outcome.trouble() : String.join("; ", told),
                        "a server that runs, or another [[model]] in stream.toml; others, and templates, answer"
                                + " meanwhile"));
    }

    /** Whether viewers may have something played. @param profiles by their names */
    static Finding viewers(Settings.Stream stream, Map<String, Profile> profiles) {
        String letting = profiles.entrySet().stream().filter(each -> !each.getValue().viewers().playable().isEmpty())
                .map(Map.Entry::getKey).sorted().collect(Collectors.joining(", "));
        return Finding.fine(VIEWERS, !stream.viewers() ? "have nothing played, stream.viewers is false"
                : !stream.on() ? "have nothing played: stream.viewers is true, but stream.on is false"
                : letting.isEmpty() ? "would have something played, but no profile lists anything for them"
                : "may have played what these profiles list for them: " + letting);
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
