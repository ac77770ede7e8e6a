package dev.fermata.app;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.CallOut;
import dev.fermata.event.Event;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.speak.CallOuts;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The thread {@code call-outs}, which has them said, and what tells it of events. Thread-safe. */
final class CallOutsService implements CallOuts.Says, AutoCloseable {
    private static final String NAME = "call-outs";
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Agent agent;
    private final CallOuts callOuts;
    private final Worker worker;
    /** Of its own thread: what speaks is made before there is something to say, so that it is said at once. */
    private boolean ready;

    private CallOutsService(Agent agent, Seeing seeing) {
        this.agent = agent;
        callOuts = new CallOuts(seeing::over, this, new Random(), this::wake);
        worker = new Worker(NAME, this::step, agent.clock(), failure -> agent.report(NAME, failure));
    }

    /** One that says those, from now on. */
    static CallOutsService start(Agent agent, Seeing seeing, List<CallOut> spoken) {
        CallOutsService service = new CallOutsService(agent, seeing);
        service.load(spoken);
        agent.core().bus().register(service);
        agent.watch(NAME, service.worker);
        service.worker.start();
        return service;
    }

    void load(List<CallOut> spoken) {
        callOuts.load(spoken);
    }

    /** Has it look soon; takes no lock. */
    void wake() {
        // What wakes it while it is wired is stepped when its thread begins.
        Worker made = worker;
        if (made != null) {
            made.wake();
        }
    }

    private long step(long nowNanos) {
        if (!ready) {
            ready = true;
            agent.speech().service();
        }
        return callOuts.step(nowNanos);
    }

    /** Takes an event; never waits. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        callOuts.happened(event);
    }

    @Override
    public SpeechAnswer say(SpeechRequest request) {
        return agent.speech().service().map(service -> service.submit(request))
                .orElse(new SpeechAnswer(0, false, Optional.of(SpeechAnswer.Refusal.NOT_RUNNING)));
    }

    @Override
    public void drop(long id, String reason) {
        agent.speech().service().ifPresent(service -> service.dropOwn(id, reason));
    }

    @Override
    public void close() {
        worker.stop(STOP_WAIT);
    }
}
