package dev.fermata.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A small expression over what sensors read, such as {@code hp < 50 and not stunned}. Immutable. */
public sealed interface Condition {

    /** What sensors read now, by their names. */
    interface Values {
        /** Whether that sensor has a value. */
        boolean isKnown(String sensor);

        /** Its value: 0 to 100 of a bar or an orb, a number, 1 for ready or yes and 0 for cooling or no. */
        double value(String sensor);

        /** The most that a number can be, as written behind its slash; 0 where that is not known. */
        double maximum(String sensor);
    }

    /** How a value is compared with a number. */
    enum Comparison {
        LESS("<"), AT_MOST("<="), MORE(">"), AT_LEAST(">="), EQUAL("=="), OTHER("!=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }

        boolean holds(double value, double number) {
            return switch (this) {
                case LESS -> value < number;
                case AT_MOST -> value <= number;
                case MORE -> value > number;
                case AT_LEAST -> value >= number;
                case EQUAL -> value == number;
                case OTHER -> value != number;
            };
        }
    }

    /**
     * Whether a value compares so with a number.
     *
     * @param percent whether the number is a share of the most that the value can be
     */
    record Compared(String sensor, Comparison by, double number, boolean percent) implements Condition {
        @Override
        public Truth over(Values values) {
            if (!values.isKnown(sensor)) {
                return Truth.UNKNOWN;
            }
            double value = values.value(sensor);
            if (!percent) {
                return Truth.of(by.holds(value, number));
            }
            double maximum = values.maximum(sensor);
            return maximum > 0 ? Truth.of(by.holds(value * 100 / maximum, number)) : Truth.UNKNOWN;
        }

        @Override
        public String toString() {
            String plain = number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
            return sensor + " " + by.sign() + " " + plain + (percent ? "%" : "");
        }
    }

    /** Whether a sensor says yes, or that an icon is ready. */
    record Is(String sensor) implements Condition {
        @Override
        public Truth over(Values values) {
            return values.isKnown(sensor) ? Truth.of(values.value(sensor) > 0) : Truth.UNKNOWN;
        }

        @Override
        public String toString() {
            return sensor;
        }
    }

    /** The contrary. */
    record Not(Condition of) implements Condition {
        @Override
        public Truth over(Values values) {
            return of.over(values).not();
        }

        @Override
        public String toString() {
            return "not " + (of instanceof Both || of instanceof Either ? "(" + of + ")" : of.toString());
        }
    }

    /** Both of them. */
    record Both(Condition first, Condition second) implements Condition {
        @Override
        public Truth over(Values values) {
            return first.over(values).and(second.over(values));
        }

        @Override
        public String toString() {
            return side(first) + " and " + (second instanceof Both ? "(" + second + ")" : side(second));
        }

        private static String side(Condition condition) {
            return condition instanceof Either ? "(" + condition + ")" : condition.toString();
        }
    }

    /** At least one of them. */
    record Either(Condition first, Condition second) implements Condition {
        @Override
        public Truth over(Values values) {
            return first.over(values).or(second.over(values));
        }

        @Override
        public String toString() {
            return first + " or " + (second instanceof Either ? "(" + second + ")" : second.toString());
        }
    }

    /** The sensors it is about, in the order in which they are written. */
    default List<String> sensors() {
        List<String> found = new ArrayList<>();
        mention(found);
        return List.copyOf(new LinkedHashSet<>(found));
    }

    /** Adds the sensors it is about. */
    private void mention(List<String> to) {
        if (this instanceof Compared compared) {
            to.add(compared.sensor());
        } else if (this instanceof Is is) {
            to.add(is.sensor());
        } else if (this instanceof Not not) {
            not.of().mention(to);
        } else if (this instanceof Both both) {
            both.first().mention(to);
            both.second().mention(to);
        } else if (this instanceof Either either) {
            either.first().mention(to);
            either.second().mention(to);
        }
    }

    /** Whether it is so. An unknown reading never makes it true unless it is true whatever that reading was. */
    Truth over(Values values);
}
