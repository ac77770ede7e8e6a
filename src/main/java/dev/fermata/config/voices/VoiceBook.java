package dev.fermata.config.voices;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The voices that servers have, and how long they are tried for one text. Immutable.
 *
 * @param voices in the order of the file
 * @param attempts how often servers are asked for one text at most
 * @param time how long after the first a further one is begun
 */
public record VoiceBook(List<VoiceModel> voices, int attempts, Duration time) {
    /** No voice. */
    public static final VoiceBook NONE = new VoiceBook(List.of(), 1, Duration.ZERO);

    public VoiceBook {
        voices = List.copyOf(voices);
    }

    /** The voice that speaks unless it cannot. @param name empty for the first of that kind */
    public Optional<VoiceModel> first(VoiceService engine, String name) {
        return voices.stream().filter(each -> each.engine() == engine
                && (name.isEmpty() || each.name().equals(name))).findFirst();
    }
}
