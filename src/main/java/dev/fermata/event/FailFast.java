package dev.fermata.event;

/**
 * Where a subscriber that throws, or an event that nobody gets, is a defect that ends everything: in simulations, tests
 * and measures. Whoever has the event delivered gets it.
 */
public final class FailFast implements Bus.FailureHandler {
    @Override
    public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
        throw new AssertionError("a subscriber failed on " + event, failure);
    }

    @Override
    public void nobodyListens(Object event) {
        throw new AssertionError("nobody listens to " + event);
    }
}
