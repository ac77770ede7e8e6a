package dev.fermata.config.profile;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.PhrasesType;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Types;
import dev.fermata.config.VariantsType;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.List;

/** The fields of a profile that are about what the player says; a part of {@link ProfileSchema}. */
final class VoiceSchema {
    static final Field<List<Item<List<String>>>> HEAR = Field.required("hear", new PhrasesType(),
            "What you say: a few words, or a list of what means the same; `drink {a|the} potion` is either, and "
                    + "`{please|} jump` is with or without. Each command has its own.");
    static final Field<Action> KEYS = Field.optional("keys", KeyTypes.sequence(), "nothing",
            "What is pressed, see [Key sequences](#key-sequences). This, `take` or `do`.");
    static final Field<String> TAKE = ProfileSchema.take("What is played: a take's file, seen from this one, see "
            + "[recording.md](recording.md). This, `keys` or `do`.");
    static final Field<VoiceCommand.Tells> DO = Field.optional("do", Types.word(VoiceCommand.Tells.class), "nothing",
            "`pause`: everything stands still. `resume`: ends a pause that was asked for by voice, and no other. "
                    + "`stop`: nothing plays any more. This, `keys` or `take`.");
    static final Field<Lane> LANE = Field.standard("lane", Types.word(Lane.class), "normal",
            "Which goes first when several are due. Not with `do`.");
    static final Field<Double> CONFIDENCE = Field.optional("confidence", Types.number("0", "1"), "that of `[listen]`",
            "How sure the recogniser has to be, see [voice.md](voice.md#how-sure-it-has-to-be).");
    static final Field<Duration> COOLDOWN = Field.standard("cooldown", DurationType.inQuotes("0ms", "24h"), "500ms",
            "How long after it was said it is not heard again: some recognisers hear the same thing twice.");
    static final Field<Variants> SAY = Field.optional("say", new VariantsType(), "nothing",
            "What is said when it was done, see [Variants](speech.md#variants).");
    static final Field<Boolean> ENABLED = Field.standard("enabled", Types.flag(), "true",
            "`false`: written down but not listened for.");

    static final Schema VOICE_TABLE = new Schema("[[voice]]", "this voice command",
            List.of(HEAR, KEYS, TAKE, DO, LANE, CONFIDENCE, COOLDOWN, SAY, ENABLED));

    private VoiceSchema() {
    }
}
