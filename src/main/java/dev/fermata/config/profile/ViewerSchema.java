package dev.fermata.config.profile;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.ListType;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.model.Action;
import dev.fermata.model.StreamKind;
import java.time.Duration;
import java.util.List;

/** The fields of a profile that are about viewers of a live stream; a part of {@link ProfileSchema}. */
final class ViewerSchema {
    static final Field<Boolean> ON = Field.standard("on", Types.flag(), "false",
            "`true`: viewers may have played what `[[viewer]]` lists, if the setting `stream.viewers` is on as well.");
    static final Field<Long> PER_MINUTE = Field.standard("per_minute", Types.whole(1, 600), "10",
            "How much they have played in any minute at most, all together.");
    static final Field<Long> TOTAL = Field.standard("total", Types.whole(1, 1_000_000), "500",
            "How much they have played until Fermata ends at most, all together.");

    static final Field<String> NAME = Field.required("name", Types.line("a name", 64, false),
            "Each has its own; events and figures call it so.");
    static final Field<StreamKind> WHEN = Field.required("on", Types.word(StreamKind.class),
            "What a viewer does to have it played; not `statistics` and `ended`, which nobody does.");
    static final Field<List<String>> WORDS = Field.optional("words", texts("a list such as [\"jump\", \"hop\"]"),
            "any text", "Only for texts with one of these words in them. With `on = \"chat\"`.");
    static final Field<List<String>> GIFT = Field.optional("gift", texts("a list such as [\"rose\"]"),
            "any gift", "Only for gifts that are called so, in small or capital letters. With `on = \"gift\"`.");
    static final Field<Long> LEAST = Field.standard("least", Types.whole(0, 1_000_000_000), "0",
            "Only for gifts that are worth so much, or so many likes at once.");
    static final Field<Boolean> SPECIAL = Field.standard("special", Types.flag(), "false",
            "Only for moderators, VIPs and the like, as far as the feed tells.");
    static final Field<Action> KEYS = Field.optional("keys", KeyTypes.sequence(), "nothing",
            "What is pressed, within 3 s, see [Key sequences](#key-sequences). This or `take`.");
    static final Field<String> TAKE = ProfileSchema.take("What is played: a take's file of at most 3 s, seen from this "
            + "one, see [recording.md](recording.md). This or `keys`.");
    static final Field<ViewerLane> LANE = Field.standard("lane", Types.word(ViewerLane.class), "low",
            "Which goes first when several are due. Viewers have no other lanes.");
    static final Field<Long> EACH_MINUTE = Field.standard("per_minute", Types.whole(0, 600), "0",
            "How often it is played in any minute at most; 0 for as often as that of `[viewers]` lets it.");
    static final Field<Long> PER_PERSON = Field.standard("per_person", Types.whole(0, 600), "2",
            "How often one viewer has it played in any minute at most; 0 for any number.");
    static final Field<Duration> COOLDOWN = Field.standard("cooldown", DurationType.inQuotes("0ms", "24h"), "5s",
            "How long after it was accepted it is not again, whoever asks.");
    static final Field<Long> EACH_TOTAL = Field.standard("total", Types.whole(0, 1_000_000), "0",
            "How often it is played until Fermata ends at most; 0 for as often as that of `[viewers]` lets it.");
    static final Field<Boolean> ENABLED = Field.standard("enabled", Types.flag(), "true",
            "`false`: written down but not played.");

    static final Schema VIEWERS_TABLE = new Schema("[viewers]", "[viewers]", List.of(ON, PER_MINUTE, TOTAL));
    static final Schema VIEWER_TABLE = new Schema("[[viewer]]", "this viewer's action", List.of(NAME, WHEN, WORDS, GIFT,
            LEAST, SPECIAL, KEYS, TAKE, LANE, EACH_MINUTE, PER_PERSON, COOLDOWN, EACH_TOTAL, ENABLED));

    private ViewerSchema() {
    }

    private static ListType<String> texts(String expected) {
        return new ListType<>(Types.line("text", 60, false), expected);
    }
}
