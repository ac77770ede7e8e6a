package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.control.Studio;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields that requests about profiles may have besides those of {@link RequestFields}. */
final class StudioFields {
    private static final int LONGEST_NAME = 255;
    private static final int MOST_CHANGES = 64;
    private static final String NO_NAME = "this is no name of a profile";
    private static final String NO_VERSION = "this is no version of a profile";

    static final Field<String> TEXT = Field.required("text",
            Types.text("at most " + Studio.LONGEST_TEXT + " characters", text -> text.length() <= Studio.LONGEST_TEXT),
            "The text of a profile.");
    static final Field<String> NAME = Field.optional("name", name(),
            "", "The profile that the text is meant for: what it extends is seen from its file.");
    static final Field<String> VERSION = Field.optional("version", version(), "",
            "That of the file that was changed; left out, there must be none of that name.");
    static final Field<String> READ_VERSION = Field.required("version", version(), "That of the file that is meant.");
    static final Field<String> FROM = Field.optional("from", name(), "",
            "The profile that it is a copy of; left out, it is a small one.");
    static final Field<String> TO = Field.required("to", name(), "The new name.");

    static final Field<List<Node>> CHANGES = Field.required("changes", Tables.values(
            "at most " + MOST_CHANGES + " objects such as {\"table\": \"skills\", \"index\": 0, \"key\": \"keys\","
                    + " \"value\": \"q\"}, see docs/api.md", MOST_CHANGES),
            "What is to be changed, one after the other.");

    static final Field<Long> SECONDS = Field.standard("seconds", Types.whole("number", "seconds from 1 to 120", 1, 120),
            "60", "How long is played.");
    static final Field<List<Node>> HOLDS = Field.optional("holds", Tables.values(
            "at most " + MOST_CHANGES + " objects such as {\"from_ms\": 1000, \"to_ms\": 2000}", MOST_CHANGES), "",
            "While the player keeps a priority key down.");

    static final Schema PREVIEW_REQUEST = request("PreviewRequest", TEXT, NAME, SECONDS, HOLDS);
    static final Schema EDIT_REQUEST = request("EditRequest", TEXT, CHANGES);
    static final Schema SAVE_REQUEST = request("SaveRequest", TEXT, VERSION);
    static final Schema NEW_REQUEST = request("NewRequest", FROM);
    static final Schema COPY_REQUEST = request("CopyRequest", TO);
    static final Schema RENAME_REQUEST = request("RenameRequest", TO, READ_VERSION);
    static final Schema DELETE_REQUEST = request("DeleteRequest", READ_VERSION);
    static final Schema CHECK_REQUEST = request("CheckRequest", TEXT, NAME);

    /** As {@link RequestFields#told} tells it. */
    static final Map<Field<?>, String> TOLD = Map.of(
            TEXT, "this text is too long",
            SECONDS, "no preview is that long",
            HOLDS, "these are too many holds",
            CHANGES, "these are too many changes",
            NAME, NO_NAME, FROM, NO_NAME, TO, NO_NAME,
            VERSION, NO_VERSION, READ_VERSION, NO_VERSION);

    private StudioFields() {
    }

    private static Type<String> name() {
        return Types.text("the name of a profile", text -> !text.isBlank() && text.length() <= LONGEST_NAME);
    }

    private static Type<String> version() {
        return Types.pattern("the version that GET /profiles/NAME tells", "[0-9a-f]{32}");
    }

    private static Schema request(String title, Field<?>... fields) {
        return new Schema(title, "the body",
                Stream.concat(Stream.of(RequestFields.SESSION), Stream.of(fields)).toList());
    }
}
