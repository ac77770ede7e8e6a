package dev.fermata.config.profile;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.PriorityType;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.config.VariantsType;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.List;

/** The fields of a profile that are about what is said; a part of {@link ProfileSchema}. */
final class SpeechSchema {
    static final Field<String> ON = Field.required("on", Types.line("an event or a condition", 200, false),
            "When it is said: as an event happens, such as `hold_added priority-keys`, or when a "
                    + "[condition](#conditions) becomes true, such as `hp < 30`. Each call-out has its own.");
    static final Field<Variants> TEXT = Field.required("text", new VariantsType(),
            "What is said; of `{health|life} low` one or the other, see [Variants](speech.md#variants).");
    static final Field<SpeechPriority> PRIORITY = Field.standard("priority", new PriorityType(), "normal",
            "How important it is, by a name or a number, see [Whose turn it is](speech.md#whose-turn-it-is).");
    static final Field<Duration> EVERY = Field.standard("every", DurationType.inQuotes("0ms", "24h"), "10s",
            "At most so often. What happens sooner is not said; a condition that is true by then still is.");
    static final Field<Duration> CONFIRM = Field.standard("confirm", DurationType.inQuotes("0ms", "10s"), "0ms",
            "How long a condition has to be true without a break before it counts. Not with an event.");
    static final Field<Duration> EXPIRES = Field.standard("expires", DurationType.inQuotes("500ms", "1h"), "10s",
            "How long it may wait for its turn, or to go on after an interruption. Then it is not said any more.");
    static final Field<Boolean> ENABLED = Field.standard("enabled", Types.flag(), "true",
            "`false`: written down but not said.");

    static final Schema SAY_TABLE = new Schema("[[say]]", "this call-out",
            List.of(ON, TEXT, PRIORITY, EVERY, CONFIRM, EXPIRES, ENABLED));

    private SpeechSchema() {
    }
}
