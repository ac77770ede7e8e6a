package dev.fermata.simulate;

import dev.fermata.event.Bus;

/** A subscriber that throws is a defect in a simulation. */
final class FailFast implements Bus.FailureHandler {
    @Override
    public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
        throw new IllegalStateException("a subscriber failed on " + event, failure);
    }

    @Override
    public void nobodyListens(Object event) {
        throw new IllegalStateException("nobody listens to " + event);
    }
}
