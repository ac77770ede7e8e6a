package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.control.RecordingControl;
import dev.fermata.event.Event;
import dev.fermata.model.Origin;
import dev.fermata.model.RecordingStatus;
import dev.fermata.user.RunToken;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has the agent record for clients. Made with the first recording; loaded by no run without one. Any thread. Whoever
 * begins or ends a recording waits for the input thread, which for its part never waits for this.
 */
final class RecordingService implements RecordingControl, Consumer<Event> {
    private static final long WAIT_MILLIS = 2_000;

    /** Told of events meanwhile, which wait for nobody. */
    private volatile AgentRecording current;
    private final Agent agent;
    @GuardedBy("this")
    private String id = "";

    RecordingService(Agent agent) {
        this.agent = agent;
    }

    @Override
    public synchronized Optional<Begun> begin(Request request) {
        AgentRecording before = current;
        if (before != null && before.ended().isEmpty()) {
            return Optional.empty();
        }
        Hearing hearing = agent.core().hearing();
        AgentRecording fresh = new AgentRecording(request, agent.clock(), this::ended,
                () -> agent.core().record(Set.of(), Recording.NONE));
        if (request.pointer() && !hearing.follow(Optional.of((x, y, agoNanos) -> {
            if (!hearing.isOwnMove(x, y, agent.clock().nanos()) && fresh.pointer(x, y, agoNanos)) {
                hearing.wake();
            }
        }))) {
            throw new IllegalStateException("this desktop does not tell where the pointer is");
        }
        // Told first: no stroke of it is before.
        current = fresh;
        id = RunToken.random().text();
        agent.tell(new Event.Recording(agent.clock().nanos(), true, request.by(), AgentRecording.told(request),
                0, ""));
        boolean begun = onInputThread(() -> {
            if (before != null) {
                before.step(agent.clock().nanos());
            }
            fresh.downAlready(agent.core().record(request.keys(), fresh));
        });
        if (!begun) {
            fresh.end("the desktop has not told which keys are down");
            throw new IllegalStateException("the desktop has not told which keys are down; try again");
        }
        return Optional.of(new Begun(id));
    }

    /** Returns whether it was done in time. */
    private boolean onInputThread(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        agent.core().onInputThread(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        try {
            return done.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Input thread: nothing is listened to any more but what the profile names. */
    private void ended(AgentRecording which) {
        agent.core().hearing().follow(Optional.empty());
        agent.core().record(Set.of(), which);
        RecordingStatus last = which.status();
        agent.tell(new Event.Recording(agent.clock().nanos(), false, last.by(), last.what(), last.strokes(),
                which.ended()));
    }

    @Override
    public synchronized Optional<News> news(String which) {
        return isCurrent(which) ? Optional.of(current.news()) : Optional.empty();
    }

    @GuardedBy("this")
    private boolean isCurrent(String which) {
        return current != null && id.equals(which);
    }

    @Override
    public synchronized Optional<News> end(String which) {
        if (!isCurrent(which)) {
            return Optional.empty();
        }
        AgentRecording last = current;
        // There: what was heard before is told before.
        onInputThread(() -> {
            last.end("its client has ended it");
            last.step(agent.clock().nanos());
        });
        News news = last.news();
        current = null;
        return Optional.of(news);
    }

    @Override
    public Optional<RecordingStatus> status() {
        return Optional.ofNullable(current).filter(each -> each.ended().isEmpty()).map(AgentRecording::status);
    }

    @Override
    public void accept(Event event) {
        AgentRecording now = current;
        if (now != null && event instanceof Event.KeySent sent && sent.origin() != Origin.PLAYER) {
            now.sent(sent.key(), sent.down(), sent.atNanos());
        }
    }
}
