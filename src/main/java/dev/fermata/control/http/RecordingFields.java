package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import java.util.List;
import java.util.Map;

/** The fields of requests about recordings, besides those of {@link RequestFields}. */
final class RecordingFields {
    private static final int LONGEST_KEYS = 4_096;

    static final Field<String> KEYS = Field.standard("keys",
            Types.text("names of keys and buttons such as q,shift,mouse_left",
                    text -> text.length() <= LONGEST_KEYS), "",
            "The keys and mouse buttons to record; of others nothing is kept.");
    static final Field<Boolean> ALL_KEYS = Field.standard("all_keys", Types.flag(), "false",
            "Every key of the keyboard, passwords included.");
    static final Field<Boolean> POINTER = Field.standard("pointer", Types.flag(), "false",
            "Where the pointer goes, and the wheel.");
    static final Field<Long> LEASE = Field.standard("lease_ms",
            Types.whole("number", "milliseconds from 1000 to 60000", 1_000, 60_000), "5000",
            "The recording ends when its client has not asked for news for so long.");
    static final Field<String> RECORDING = Field.required("recording",
            Types.pattern("32 hexadecimal digits", "[0-9a-f]{32}"), "What POST /recording has answered.");

    static final Schema BEGIN_REQUEST = new Schema("RecordingRequest", "the body",
            List.of(RequestFields.SESSION, KEYS, ALL_KEYS, POINTER, LEASE, RequestFields.CLIENT));
    static final Schema RECORDING_REQUEST = new Schema("OneRecordingRequest", "the body",
            List.of(RequestFields.SESSION, RECORDING));

    /** As {@link RequestFields#told} tells it. */
    static final Map<Field<?>, String> TOLD = Map.of(
            KEYS, "these are no names of keys",
            LEASE, "a recording cannot wait that long",
            RECORDING, "no recording can be called that");

    private RecordingFields() {
    }
}
