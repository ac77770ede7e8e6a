package dev.fermata.sense;

/**
 * What a sensor says now: a value, or that it is unknown and why. One object a sensor, changed by each look, so that
 * looking allocates nothing; confined to the thread that looks.
 */
public final class Reading {
    private Why why = Why.NO_FRAME;
    private double value;
    private double maximum;
    private double confidence;
    private long nanos;

    Reading() {
    }

    /** Whether there is a value. */
    public boolean isKnown() {
        return why == null;
    }

    /** Why there is none; null when there is one. */
    public Why why() {
        return why;
    }

    /** 0 to 100 of a bar or an orb, the number of digits, 1 for ready or yes and 0 for cooling or no. */
    public double value() {
        return value;
    }

    /** The number behind the slash of digits; 0 where there is none. */
    public double maximum() {
        return maximum;
    }

    /** How sure it is, from 0 to 1. */
    public double confidence() {
        return confidence;
    }

    /** When what it is made of was on the screen, by the clock of whoever has it look. */
    public long nanos() {
        return nanos;
    }

    void known(double newValue, double sure) {
        known(newValue, 0, sure);
    }

    void known(double newValue, double newMaximum, double sure) {
        why = null;
        value = newValue;
        maximum = newMaximum;
        confidence = Math.max(0, Math.min(1, sure));
    }

    void unknown(Why reason) {
        unknown(reason, 0);
    }

    void unknown(Why reason, double sure) {
        why = reason;
        confidence = Math.max(0, Math.min(1, sure));
    }

    void at(long now) {
        nanos = now;
    }
}
