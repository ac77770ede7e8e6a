package dev.fermata.event;

/** A subscriber that fails, or an event that nobody gets, fails the test. */
public final class FailFast implements Bus.FailureHandler {
    @Override
    public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void nobodyListens(Object event) {
        throw new AssertionError("nobody listens to " + event);
    }
}
