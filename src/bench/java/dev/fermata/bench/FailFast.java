package dev.fermata.bench;

import dev.fermata.event.Bus;

/** Has a measure end where a subscriber fails or is missing: what is measured then would be something else. */
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
