package dev.fermata.app;

import dev.fermata.config.profile.CallOut;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.event.Event;
import java.util.List;

/**
 * Makes what says the call-outs when a profile has some; until then nothing of it is loaded. {@link #load} and
 * {@link #close} are called by one thread at a time, {@link #looked} by any.
 */
final class CallOutsMaker implements AutoCloseable {
    private final Agent agent;
    private final Settings.Speech settings;
    private final Seeing seeing;
    /** Null while no profile has had any. */
    private volatile CallOutsService made;
    private boolean told;

    CallOutsMaker(Agent agent, Settings.Speech settings, Seeing seeing) {
        this.seeing = seeing;
        this.agent = agent;
        this.settings = settings;
    }

    /** Has those of that profile said from now on, and no others. Waits for nothing. */
    synchronized void load(Profile profile) {
        List<CallOut> spoken = profile.spoken();
        if (!spoken.isEmpty() && settings.engine() == SpeechEngine.OFF) {
            tellOnce();
        } else if (made != null) {
            made.load(spoken);
        } else if (!spoken.isEmpty()) {
            made = CallOutsService.start(agent, seeing, spoken);
        }
    }

    private void tellOnce() {
        if (!told) {
            told = true;
            agent.tell(new Event.Advice(agent.clock().nanos(),
                    "the call-outs of the profile are not said: speech.engine is off"));
        }
    }

    /** Something else may be seen than before. Takes no lock. */
    void looked() {
        CallOutsService service = made;
        if (service != null) {
            service.wake();
        }
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
