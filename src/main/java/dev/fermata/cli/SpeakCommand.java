package dev.fermata.cli;

import dev.fermata.event.Event;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fermata speak}: an agent that speaks and does nothing else. */
@Command(
        name = "speak",
        description = "Speaks what 'fermata say' and other clients ask for, without a profile, until Ctrl-C.",
        footerHeading = "%nExample:%n",
        footer = "  fermata speak")
final class SpeakCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        return new WithoutProfile("speech", "fermata speaks what 'fermata say' and other clients ask for; Ctrl-C ends",
                SpeakCommand::tell).run(options);
    }

    private static void tell(Event event, Screen screen) {
        if (event instanceof Event.Speech speech) {
            WithoutProfile.tellOfSpeech(speech, screen);
        }
    }
}
