package dev.fermata.app;

import dev.fermata.config.settings.RecogniserKind;
import dev.fermata.config.settings.Settings;
import dev.fermata.listen.Grammar;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.engine.CommandRecogniser;
import dev.fermata.listen.engine.OpenAiRecogniser;
import dev.fermata.listen.engine.PocketSphinx;
import dev.fermata.net.HttpClient;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretException;
import dev.fermata.time.Clock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes what understands speech, as the settings ask for it. What servers need is loaded only if one is to. */
final class Recognisers {
    private static final String USUAL_MODEL = "whisper-1";

    private Recognisers() {
    }

    /**
     * The one that the settings want.
     *
     * @param grammar what may be said, for those that want to know
     * @param tell told, for people, what it cannot understand
     * @throws RecogniserException where it is not on this machine
     */
    static Recogniser make(Clock clock, Settings.Recogniser wanted, Grammar grammar, Consumer<String> tell)
            throws RecogniserException {
        Optional<Secret> key = wanted.kind() == RecogniserKind.OPENAI ? key(wanted) : Optional.empty();
        return switch (wanted.kind()) {
            case POCKETSPHINX -> new PocketSphinx(clock, wanted.model().map(Path::of), grammar, tell);
            case COMMAND -> new CommandRecogniser(clock, wanted.command());
            case OPENAI -> new OpenAiRecogniser(new HttpClient("listen-http"), wanted.address().orElseThrow(),
                    key, wanted.model().orElse(USUAL_MODEL), wanted.language());
        };
    }

    private static Optional<Secret> key(Settings.Recogniser wanted) throws RecogniserException {
        try {
            return wanted.key().map(Places.ofThisMachine()::reveal);
        } catch (SecretException e) {
            throw new RecogniserException("the key of " + wanted.address().orElseThrow() + " cannot be had: "
                    + e.getMessage());
        }
    }
}
