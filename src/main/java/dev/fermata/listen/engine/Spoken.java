package dev.fermata.listen.engine;

import dev.fermata.listen.Heard;
import dev.fermata.listen.Utterance;
import dev.fermata.model.Printable;
import java.util.Optional;

/** What recognisers without a grammar write, such as {@code Stop, everything.}, as it is compared. Pure. */
final class Spoken {
    private Spoken() {
    }

    /** Empty where there is no word in it. */
    static Optional<Heard> of(String written, Utterance utterance) {
        String text = Printable.line(written.strip());
        return text.codePoints().anyMatch(Character::isLetterOrDigit)
                ? Optional.of(new Heard(text, 1, utterance.endedNanos(), utterance.length())) : Optional.empty();
    }
}
