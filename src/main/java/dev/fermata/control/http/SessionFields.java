package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The messages that {@code /session} takes, and their fields; the names are those of seed 001. */
final class SessionFields {
    /** Until the year 2255, in milliseconds of whatever clock. */
    private static final long LAST = 9_000_000_000_000L;
    private static final long LONGEST = 600_000;

    /** What a message is. */
    enum Kind {
        SESSION_RESUME, SESSION_END, TTS_PLAY_STARTED, TTS_PLAY_ENDED, AUDIO_CHUNK
    }

    static final Field<Kind> TYPE = Field.required("type", Types.word(Kind.class), "What the message is.");
    static final Field<String> SESSION = Field.required("session_id",
            Types.pattern("1 to 128 characters without blanks", "[\\x21-\\x7e]{1,128}"),
            "The session's name, which its client chooses.");
    static final Field<String> TRACE = Field.standard("trace_id", Types.line("a name", 128, true), "",
            "Comes back in segment and playback_ended.");
    static final Field<String> GROUP = Field.required("group_id", Types.line("a name", 128, false),
            "What is played belongs to it; a group plays one thing at a time.");
    static final Field<Long> START = time("ts_start_ms", "When it began to be played.");
    static final Field<Long> PLAYED = Field.required("tts_duration_ms", Types.whole("number",
            "milliseconds from 0 to " + LONGEST, 0, LONGEST), "How long it will be played.");
    static final Field<Long> END = time("ts_end_ms", "When it was over.");
    static final Field<Long> AT = time("ts_ms", "When the chunk began.");
    static final Field<Long> DURATION = Field.standard("duration_ms", Types.whole("number",
            "milliseconds from 0 to " + LONGEST, 0, LONGEST), "0", "How long the chunk lasts.");
    static final Field<String> DATA = Field.optional("data", Types.text("sound in base64", text -> true), "",
            "The sound, in base64.");
    static final Field<Boolean> BINARY = Field.standard("binary", Types.flag(), "false",
            "The sound is the next frame, which is a binary one.");
    static final Field<Boolean> FINAL = Field.standard("is_final", Types.flag(), "false",
            "The segment ends with this chunk.");
    static final Field<Long> SEQ = Field.optional("seq", Types.whole("number", "a whole number from 1 on", 1, LAST), "",
            "The chunk's number in its session; one that has come already is not taken twice, none before its turn.");
    static final Field<Long> AFTER = Field.standard("after_segment", Types.whole("number", "a whole number from 0 on",
            0, LAST), "0", "The last segment that the client has heard of.");

    /** What each kind of message may have. */
    static final Map<Kind, Schema> SCHEMAS = Map.of(
            Kind.SESSION_RESUME, message(SESSION, TRACE, AFTER),
            Kind.SESSION_END, message(SESSION, TRACE),
            Kind.TTS_PLAY_STARTED, message(SESSION, TRACE, GROUP, START, PLAYED),
            Kind.TTS_PLAY_ENDED, message(SESSION, TRACE, GROUP, END),
            Kind.AUDIO_CHUNK, message(SESSION, TRACE, AT, DURATION, DATA, BINARY, FINAL, SEQ));

    /** What has its kind alone. */
    static final Schema FIRST = new Schema("Message", "the message", List.of(TYPE));

    /** What is wrong with a value that cannot be; of the others, that they are too large. */
    static final Map<Field<?>, String> TOLD = Map.of(
            TYPE, "there is no such message",
            SESSION, "no session can be called that",
            TRACE, "no trace can be called that",
            GROUP, "no group can be called that",
            PLAYED, "nothing is played that long",
            DURATION, "no chunk lasts that long");

    private SessionFields() {
    }

    private static Field<Long> time(String name, String meaning) {
        return Field.required(name, Types.whole("number", "milliseconds from 0 to " + LAST, 0, LAST), meaning);
    }

    private static Schema message(Field<?>... fields) {
        return new Schema("Message", "the message",
                Stream.concat(Stream.of(TYPE), Stream.of(fields)).<Field<?>>map(field -> field).toList());
    }
}
