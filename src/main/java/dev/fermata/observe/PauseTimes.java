package dev.fermata.observe;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Event;
import dev.fermata.model.Hold;
import dev.fermata.time.Clock;

/**
 * Measures pauses and resumes on the threads that do them, from the events they post. Registered on
 * the bus; costs one wait-free recording an event.
 *
 * <p>A pause counts from {@link Hold#sinceNanos}, when the hook heard the key or the client's call
 * came in, to {@link Event.HoldAdded#atNanos}, when skills were silent. A graceful one does not
 * count: it takes as long as what it lets finish. A resume counts from the hook hearing the last key
 * up until its hold's end has been told; those of clients, which no event announces, are for their
 * server to record.
 */
public final class PauseTimes {
    private final Latencies latencies;
    private final Clock clock;
    /** Written and read on the input thread only. */
    private volatile long resumeRequestedAt;

    public PauseTimes(Latencies latencies, Clock clock) {
        this.latencies = latencies;
        this.clock = clock;
    }

    @Subscribe
    @AllowConcurrentEvents
    public void onHoldAdded(Event.HoldAdded added) {
        if (!added.graceful()) {
            latencies.record(Latencies.Measure.PAUSE, added.atNanos() - added.hold().sinceNanos());
        }
    }

    @Subscribe
    @AllowConcurrentEvents
    public void onResumeRequested(Event.SchedulerResumeRequested requested) {
        resumeRequestedAt = requested.atNanos();
    }

    @Subscribe
    @AllowConcurrentEvents
    public void onHoldRemoved(Event.HoldRemoved removed) {
        if (removed.holder().equals(Hold.PRIORITY_KEYS)) {
            latencies.record(Latencies.Measure.RESUME, clock.nanos() - resumeRequestedAt);
        }
    }
}
