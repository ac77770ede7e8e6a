package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.CallOut;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Event;
import java.util.List;

/**
 * Makes what says the call-outs when a profile has some; until then nothing of it is loaded. {@link #load} and
 * {@link #close} are called by one thread at a time, {@link #looked} by any.
 */
final class CallOutsMaker implements AutoCloseable {
    private final Agent agent;
    private final SpeechMaker speech;
    private final Seeing seeing;
    /** Null while no profile has had any. */
    private volatile CallOutsService made;
    @GuardedBy("this")
    private boolean told;
    @GuardedBy("this")
    private List<CallOut> loaded = List.of();

    CallOutsMaker(Agent agent, SpeechMaker speech, Seeing seeing) {
        this.seeing = seeing;
        this.agent = agent;
        this.speech = speech;
    }

    /** Has those of that profile said from now on, and no others. Waits for nothing. */
    synchronized void load(Profile profile) {
        loaded = profile.spoken();
        say(loaded);
    }

    /** Something may be spoken that was not before, or nothing any more. */
    synchronized void change() {
        say(loaded);
    }

    @GuardedBy("this")
    private void say(List<CallOut> spoken) {
        boolean off = speech.isOff();
        if (!spoken.isEmpty() && off) {
            tellOnce();
        }
        if (made != null) {
            made.load(spoken);
        } else if (!spoken.isEmpty() && !off) {
            made = CallOutsService.start(agent, seeing, spoken);
        }
    }

    @GuardedBy("this")
    private void tellOnce() {
        if (!told) {
            told = true;
            agent.tell(new Event.Advice(agent.clock().nanos(),
                    "the call-outs of the profile are not said: " + SpeechMaker.OFF));
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
