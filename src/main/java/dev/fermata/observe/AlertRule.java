package dev.fermata.observe;

import dev.fermata.event.Event;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;

/**
 * One measure with its threshold. Raised when the measure is over it; cleared when it stayed below
 * {@link #CLEAR_BELOW} of it for {@link #CALM_LOOKS} looks in a row, so that a measure around the
 * threshold makes two events and not hundreds. One thread evaluates.
 */
final class AlertRule {
    /** The share of the threshold that a measure has to get below. */
    static final double CLEAR_BELOW = 0.8;
    /** How many looks in a row it has to be there. */
    static final int CALM_LOOKS = 5;

    private final String name;
    private final String measure;
    private final DoubleSupplier limit;
    private final DoubleFunction<String> format;
    private final LongFunction<OptionalDouble> reading;
    private Alerts.Raised raised;
    private int calm;

    /**
     * @param measure what the message calls it
     * @param limit the threshold; another one counts from the next look on
     * @param format a value with its unit
     * @param reading the measure at a time; empty when there is none, which counts as calm
     */
    AlertRule(String name, String measure, DoubleSupplier limit, DoubleFunction<String> format,
            LongFunction<OptionalDouble> reading) {
        this.name = name;
        this.measure = measure;
        this.limit = limit;
        this.format = format;
        this.reading = reading;
    }

    /** Looks at the measure. Returns what there is to tell. */
    Optional<Event> evaluate(long now) {
        double value = reading.apply(now).orElse(0);
        double threshold = limit.getAsDouble();
        if (raised == null) {
            if (value <= threshold) {
                return Optional.empty();
            }
            calm = 0;
            String message = measure + " " + format.apply(value) + ", over " + format.apply(threshold);
            raised = new Alerts.Raised(name, message, now);
            return Optional.of(new Event.AlertRaised(now, name, message));
        }
        calm = value < threshold * CLEAR_BELOW ? calm + 1 : 0;
        if (calm < CALM_LOOKS) {
            return Optional.empty();
        }
        raised = null;
        return Optional.of(new Event.AlertCleared(now, name, measure + " below " + format.apply(threshold) + " again"));
    }

    /** The alert, if it is raised. */
    Optional<Alerts.Raised> raised() {
        return Optional.ofNullable(raised);
    }
}
