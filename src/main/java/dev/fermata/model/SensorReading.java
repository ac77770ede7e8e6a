package dev.fermata.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a sensor says, for whoever is told of it. Immutable.
 *
 * @param value yes or no of a colour ({@link Boolean}), {@code ready} or {@code cooling} of an icon ({@link String}), a
 *              {@link Number} of anything else; empty where it is unknown
 * @param maximum the number behind the slash, where there is one
 * @param why why it is unknown, in words; empty where it is known
 * @param confidence how sure it is, from 0 to 1
 * @param seenNanos when what it is made of was on the screen, on the agent's clock; empty where nothing was looked at
 */
public record SensorReading(String sensor, Optional<Object> value, OptionalDouble maximum, Optional<String> why,
        double confidence, OptionalLong seenNanos) {

    public SensorReading {
        Objects.requireNonNull(sensor);
        if (value.isPresent() == why.isPresent()) {
            throw new IllegalArgumentException("it is either known or there is a reason: " + sensor);
        }
    }

    /** {@code known} or {@code unknown}. */
    public String state() {
        return value.isPresent() ? "known" : "unknown";
    }

    /** The value in a few characters, or why there is none. */
    public String words() {
        return value.map(known -> known + (maximum.isPresent() ? "/" + plain(maximum.getAsDouble()) : ""))
                .orElseGet(why::orElseThrow);
    }

    /** A number with a decimal at most. */
    public static Number plain(double number) {
        double rounded = Math.round(10 * number) / 10.0;
        return rounded == Math.rint(rounded) ? (Number) (long) rounded : (Number) rounded;
    }
}
