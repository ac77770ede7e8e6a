package dev.fermata.cli;

import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fermata stream}: an agent that answers viewers, with a profile or without. */
@Command(
        name = "stream",
        description = "Answers the viewers of a live stream by voice, as stream.toml says, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata stream                beside whatever is played",
            "  fermata stream -p arpg        and plays: as 'fermata run --stream -p arpg'"})
final class StreamCommand implements Callable<Integer> {
    private static final String NAME = "stream";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = {"-p", "--profile"}, paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "Plays that profile besides, as 'fermata run' does.")
    private String profile;

    @Mixin
    private final SettingsOptions options = SettingsOptions.streaming();

    @Override
    public Integer call() {
        if (profile != null) {
            List<String> run = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
            int at = run.indexOf(NAME);
            run.set(at, "run");
            run.add(at + 1, "--stream");
            return spec.root().commandLine().execute(run.toArray(String[]::new));
        }
        return new WithoutProfile(NAME, "fermata answers viewers as stream.toml says; Ctrl-C ends", StreamCommand::tell)
                .run(options);
    }

    private static void tell(Event event, Screen screen) {
        if (event instanceof StreamEvent.Came came) {
            screen.line(message(came.message()));
        } else if (event instanceof Event.Speech speech && speech.news() != SpeechNews.QUEUED) {
            WithoutProfile.tellOfSpeech(speech, screen);
        } else if (event instanceof StreamEvent.Became became && became.news() == StreamNews.ANSWERED) {
            reply(became).ifPresent(screen::line);
        } else if (event instanceof StreamEvent.FeedChanged feed) {
            screen.line(feed.name().replace('_', ' ') + ": " + feed.feed() + (feed.detail().isEmpty() ? ""
                    : ", " + feed.detail()));
        } else if (event instanceof StreamEvent.Viewer viewer) {
            screen.line(viewer.name().replace('_', ' ') + ": " + viewer.action() + (viewer.reason().isEmpty() ? ""
                    : ", " + viewer.reason()));
        } else if (event instanceof Event.Advice advice) {
            screen.line("! " + advice.message());
        }
    }

    /** Who wrote an answer, or why no model did; empty for those that none was to write. */
    private static Optional<String> reply(StreamEvent.Became became) {
        return became.model().isEmpty() && became.detail().isEmpty() ? Optional.empty()
                : Optional.of("reply  " + (became.model().isEmpty() ? "" : "by " + became.model())
                        + (became.model().isEmpty() || became.detail().isEmpty() ? "" : ", ") + became.detail());
    }

    private static String message(StreamMessage message) {
        return message.kind().id() + "  " + message.viewer().name() + (message.text().isEmpty() ? "" : ": "
                + message.text()) + (message.gift().isEmpty() ? "" : "  " + message.count() + " " + message.gift());
    }
}
