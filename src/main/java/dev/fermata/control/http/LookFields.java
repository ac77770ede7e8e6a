package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.NumbersType;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.config.profile.Sensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of requests about what a sensor sees, besides those of {@link RequestFields}. */
final class LookFields {
    private static final int MOST_PIXELS = 16_384;
    private static final int LONGEST_TEXT = 64;
    private static final int HEX = 16;

    /** What there is to learn. */
    enum Look { FULL, EMPTY, READY, COOLING, VALUE, GLYPHS }

    static final Field<Long> PICTURE = Field.required("picture", Types.whole("number",
            "the number in the header Fermata-Picture of a picture", 1, Long.MAX_VALUE),
            "The picture that is meant; the last two are kept.");
    static final Field<String> SENSOR = Field.required("sensor",
            Types.pattern("the name of a sensor", "[a-z][a-z0-9_]{0,31}"), "The sensor's name, in the profile or not.");
    static final Field<Sensor.Kind> KIND = Field.required("kind", Types.word(Sensor.Kind.class), "How it is read.");
    static final Field<List<Integer>> REGION = Field.required("region", new NumbersType("a rectangle",
            List.of("x", "y", "width", "height"), List.of(0, 0, 1, 1), MOST_PIXELS), "Where it is in the picture.");
    static final Field<Sensor.Grows> GROWS = Field.standard("grows", Types.word(Sensor.Grows.class), "right",
            "Where a bar or an orb grows to as it fills.");
    static final Field<String> COLOUR = Field.standard("colour",
            Types.pattern("a colour such as #e02020, or any", "(?:any|#[0-9a-fA-F]{6})"), "#000000",
            "Of a pixel sensor.");
    static final Field<Long> TOLERANCE = Field.standard("tolerance",
            Types.whole("number", "a whole number from 0 to 255", 0, 255), "24", "Of a pixel sensor.");
    static final Field<Look> LOOK = Field.required("look", Types.word(Look.class),
            "What the place looks like in the picture.");
    static final Field<String> SHOWN = Field.standard("text", Types.text("at most " + LONGEST_TEXT + " characters",
            text -> text.length() <= LONGEST_TEXT), "",
            "With value the percent, with glyphs the digits that are written there.");

    static final Schema READING_REQUEST = request("ReadingRequest");
    static final Schema LEARN_REQUEST = request("LearnRequest", LOOK, SHOWN);

    /** As {@link RequestFields#told} tells it. */
    static final Map<Field<?>, String> TOLD = Map.of(
            PICTURE, "this is no number of a picture",
            SENSOR, "no sensor can be called that",
            KIND, "there is no such kind of sensor",
            REGION, "this is no rectangle",
            GROWS, "nothing can grow there",
            COLOUR, "this is no colour",
            TOLERANCE, "there is no such tolerance",
            LOOK, "there is no such look",
            SHOWN, "this text is too long");

    private LookFields() {
    }

    /** As a sensor has it. */
    static int colour(String text) {
        return text.equals("any") ? Sensor.ANY_COLOUR : Integer.parseInt(text.substring(1), HEX);
    }

    private static Schema request(String title, Field<?>... more) {
        return new Schema(title, "the body", Stream.concat(Stream.of(RequestFields.SESSION, PICTURE, SENSOR, KIND,
                REGION, GROWS, COLOUR, TOLERANCE), Stream.of(more)).toList());
    }
}
