package dev.fermata.config.profile;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.NumbersType;
import dev.fermata.config.RateType;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.model.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The fields of a profile that are about what it looks at; a part of {@link ProfileSchema}. */
final class SenseSchema {
    /** Far more than any screen has. */
    private static final int MOST_PIXELS = 32_767;
    static final Field<List<Integer>> SCREEN_REFERENCE = Field.optional("reference", new NumbersType("a size",
            List.of("width", "height"), List.of(64, 64), MOST_PIXELS), "regions are not scaled",
            "The size of the window's inside at which the regions were taken. At another size they are scaled.");
    static final Field<Integer> SCREEN_RATE = Field.standard("rate", new RateType(1, 60),
            Senses.NONE.rate() + "/s",
            "How often the screen is looked at, at most. A still screen is not looked at again where the desktop tells "
                    + "of changes.");
    static final Field<Duration> SCREEN_STALE = Field.standard("stale", DurationType.inQuotes("50ms", "10s"),
            Durations.format(Senses.NONE.stale()),
            "How old a reading may get and still count. Then it is unknown.");

    static final Field<String> SENSOR_NAME = Field.required("name", Types.pattern(
            "a word of small letters, digits and _ in quotes, such as \"hp\"", "[a-z][a-z0-9_]{0,31}"),
            "Each sensor has its own: a word of small letters, digits and `_`.");
    static final Field<Sensor.Kind> SENSOR_KIND = Field.required("kind", Types.word(Sensor.Kind.class),
            "How it is read, see [Kinds](senses.md#kinds).");
    static final Field<List<Integer>> SENSOR_REGION = Field.required("region", new NumbersType("a rectangle",
            List.of("x", "y", "width", "height"), List.of(0, 0, 1, 1), MOST_PIXELS),
            "Where it is: the left upper corner, seen from that of the window's inside, and the size, in pixels.");
    static final Field<Sensor.Grows> SENSOR_GROWS = Field.standard("grows", Types.word(Sensor.Grows.class), "right",
            "Where a bar or an orb grows to as it fills. Only for those two.");
    static final Field<String> SENSOR_LOOK = Field.optional("look", Types.pattern(
            "a path below the profile's folder in quotes, such as \"looks/arpg/hp\"",
            "(?!.*\\.\\.)[A-Za-z0-9_.-][A-Za-z0-9_./ -]*[A-Za-z0-9_-]"), "`looks/PROFILE/NAME`",
            "What the names of its learned pictures begin with. Not with `kind = \"pixel\"`.");
    static final Field<Integer> SENSOR_COLOUR = Field.optional("colour", Types.text(
            "a colour in quotes as web pages write it, such as \"#e02020\", or \"any\"", "^(#[0-9a-fA-F]{6}|any)$",
            SenseSchema::colour, value -> value == Sensor.ANY_COLOUR ? "any" : String.format("#%06x", value)),
            "required with `kind = \"pixel\"`", "The colour a `pixel` sensor says yes to; `\"any\"`: any but grey.");
    static final Field<Long> SENSOR_TOLERANCE = Field.standard("tolerance", Types.whole(0, 255), "24",
            "How far red, green and blue of a `pixel` sensor may be off; with `\"any\"`, how far they "
                    + "differ in a grey.");

    static final Schema SCREEN_TABLE = new Schema("[screen]", "[screen]", List.of(SCREEN_REFERENCE, SCREEN_RATE,
            SCREEN_STALE));
    static final Schema SENSOR_TABLE = new Schema("[[sensor]]", "this sensor", List.of(SENSOR_NAME, SENSOR_KIND,
            SENSOR_REGION, SENSOR_GROWS, SENSOR_LOOK, SENSOR_COLOUR, SENSOR_TOLERANCE));

    private SenseSchema() {
    }

    private static Optional<Integer> colour(String text) {
        String colour = text.strip();
        return colour.equals("any") ? Optional.of(Sensor.ANY_COLOUR) : colour.matches("#[0-9a-fA-F]{6}")
                ? Optional.of(Integer.parseInt(colour.substring(1), 16)) : Optional.empty();
    }
}
