package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.List;

/** The fields of what clients tell of a live stream over {@code /feed}. */
final class FeedFields {
    /** As many as anybody counts. */
    private static final long MOST = 1_000_000_000;

    static final Field<StreamKind> KIND = Field.required("kind", Types.word(StreamKind.class), "What has happened.");
    static final Field<String> ID = Field.standard("id", text(100), "",
            "By which it is known when it comes twice.");
    static final Field<String> FEED = Field.standard("feed",
            Types.pattern("1 to 40 letters, digits and . _ -", "[A-Za-z0-9._-]{1,40}"), "api",
            "What events and figures call the program that tells it.");
    static final Field<String> USER_ID = Field.standard("user_id", text(100), "", "By which the viewer is known.");
    static final Field<String> USER = Field.standard("user", text(200), "", "The viewer's name.");
    static final Field<Long> LEVEL = count("level", "0", "The viewer's level.");
    static final Field<Boolean> SPECIAL = Field.standard("special", Types.flag(), "false",
            "Whether the viewer is a moderator, a VIP or the like.");
    static final Field<String> TEXT = Field.standard("text", text(2_000), "", "What was written.");
    static final Field<String> GIFT = Field.standard("gift", text(200), "", "What the gift is called.");
    static final Field<Long> COUNT = count("count", "1",
            "Of gifts or likes since the last message about them; of statistics, viewers now.");
    static final Field<Long> VALUE = count("value", "0", "What the gifts are worth together, in coins.");

    static final Schema FEED_REQUEST = new Schema("FeedRequest", "the body", List.of(RequestFields.SESSION, KIND, ID, FEED,
            USER_ID, USER, LEVEL, SPECIAL, TEXT, GIFT, COUNT, VALUE));

    private FeedFields() {
    }

    private static Type<String> text(int longest) {
        return Types.text("at most " + longest + " characters", text -> text.length() <= longest);
    }

    private static Field<Long> count(String name, String standard, String meaning) {
        return Field.standard(name, Types.whole("number", "a whole number from 0 to " + MOST, 0, MOST), standard, meaning);
    }

    /** What a body tells. */
    static StreamMessage message(JsonBody body) {
        Viewer viewer = new Viewer(body.get(USER_ID), body.get(USER), body.get(LEVEL), body.get(SPECIAL));
        return new StreamMessage(body.get(ID), body.get(KIND), body.get(FEED), viewer, body.get(TEXT), body.get(GIFT),
                body.get(COUNT), body.get(VALUE));
    }
}
