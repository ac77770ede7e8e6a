package dev.fermata.app;

import dev.fermata.listen.VoiceCommands;
import dev.fermata.model.Action;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.Scope;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.WhyIgnored;
import dev.fermata.play.ActionRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Has a core do what the player says. Any thread. */
public final class VoiceActs implements VoiceCommands.Acts {
    /** In whose name answers are said. */
    private static final String FROM = "voice";
    /** A later answer belongs to nothing any more. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Core core;
    private final Consumer<String> speech;

    /** @param speech has something spoken; must not wait */
    public VoiceActs(Core core, Consumer<String> speech) {
        this.core = core;
        this.speech = speech;
    }

    /** What is said when something has been done. */
    public static SpeechRequest spoken(String text) {
        return new SpeechRequest(text, SpeechPriority.IMPORTANT, false, FRESH, FROM);
    }

    @Override
    public Optional<WhyIgnored> play(String label, Action action, Lane lane) {
        return core.dispatcher().offer(ActionRequest.voice(label, action, lane)).map(refusal -> switch (refusal) {
            case HELD -> WhyIgnored.HELD;
            case CLOSED -> WhyIgnored.NOT_RUNNING;
            case DUPLICATE -> WhyIgnored.WAITING;
            case LANE_FULL, BUFFER_FULL -> WhyIgnored.FULL;
        });
    }

    /** {@inheritDoc} A pause of the player's own, beside that by hand: neither ends the other. */
    @Override
    public Optional<WhyIgnored> pause(String cause) {
        if (!core.ledger().isStarted()) {
            return Optional.of(WhyIgnored.NOT_RUNNING);
        }
        return core.control().pause(Hold.VOICE, cause, EnumSet.allOf(Scope.class), OptionalLong.empty(),
                Optional.empty()) ? Optional.empty() : Optional.of(WhyIgnored.PAUSED);
    }

    @Override
    public Optional<WhyIgnored> resume(String cause) {
        return core.control().resume(Hold.VOICE, cause) ? Optional.empty() : Optional.of(WhyIgnored.NOT_PAUSED);
    }

    @Override
    public Optional<WhyIgnored> stop(String cause) {
        return core.control().stopByVoice(cause) ? Optional.empty() : Optional.of(WhyIgnored.NOT_RUNNING);
    }

    @Override
    public void say(String text) {
        speech.accept(text);
    }
}
