package dev.fermata.cli;

import dev.fermata.config.profile.Sensor;
import dev.fermata.sense.Reading;

/** Readings in words. Stateless. */
final class ReadingText {
    private ReadingText() {
    }

    /** The value, or why there is none. */
    static String value(Sensor sensor, Reading reading) {
        if (!reading.isKnown()) {
            return reading.why().toString();
        }
        return switch (sensor.kind()) {
            case PIXEL -> reading.value() == 1 ? "yes" : "no";
            case ICON -> reading.value() == 1 ? "ready" : "cooling";
            case BAR, ORB -> number(reading.value()) + " %";
            case DIGITS -> Math.round(reading.value())
                    + (reading.maximum() > 0 ? "/" + Math.round(reading.maximum()) : "");
        };
    }

    /** The same, with how sure it is. */
    static String whole(Sensor sensor, Reading reading) {
        return reading.isKnown() ? value(sensor, reading) + "  (sure to " + Math.round(100 * reading.confidence())
                + " %)"
                : "unknown: " + value(sensor, reading);
    }

    /** With one decimal. */
    static String number(double value) {
        return String.valueOf(Math.round(10 * value) / 10.0);
    }
}
