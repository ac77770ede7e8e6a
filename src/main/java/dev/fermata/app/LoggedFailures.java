package dev.fermata.app;

import dev.fermata.event.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong inside the bus is a defect of ours, and logged. */
final class LoggedFailures implements Bus.FailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    @Override
    public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
        LOG.error("{} failed on {}", subscriber.getClass().getSimpleName(), event, failure);
    }

    @Override
    public void nobodyListens(Object event) {
        LOG.error("nobody listens to {}", event);
    }
}
