package dev.fermata.control;

import dev.fermata.input.Dispatcher;
import dev.fermata.input.InputQueue;
import dev.fermata.input.Submission;
import dev.fermata.model.Action;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The pause-control service over the agent's holds. Thread-safe: what has to be one step is one step
 * of the skill manager. A graceful pause blocks its caller, and nobody else, until it is in force.
 */
public final class PauseService implements PauseControl {
    /** How much longer than the drain itself a caller waits for the word that it is over. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final AgentControl control;
    private final SkillManager skills;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final PauseMode defaultMode;
    private final Duration gracefulTimeout;

    /**
     * @param defaultMode for requests that do not say
     * @param gracefulTimeout how long a graceful pause lets a sequence finish before it is cut off
     */
    public PauseService(AgentControl control, SkillManager skills, Dispatcher dispatcher, Clock clock,
            PauseMode defaultMode, Duration gracefulTimeout) {
        this.control = control;
        this.skills = skills;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.defaultMode = defaultMode;
        this.gracefulTimeout = gracefulTimeout;
    }

    @Override
    public PauseResult pause(PauseRequest request) {
        long start = clock.nanos();
        Optional<Duration> drain = drain(request);
        boolean changed = drain.isPresent()
                ? control.pauseGracefully(request.holder(), request.reason(), lease(request), drain.get())
                : control.pause(request.holder(), request.reason(), lease(request));
        drain.ifPresent(this::awaitSilence);
        return result(changed, start);
    }

    @Override
    public PauseResult toggle(PauseRequest request) {
        long start = clock.nanos();
        Optional<Duration> drain = drain(request);
        control.toggle(request.holder(), request.reason(), lease(request), drain);
        drain.ifPresent(this::awaitSilence);
        return result(true, start);
    }

    @Override
    public PauseResult resume(String client) {
        long start = clock.nanos();
        return result(control.resume(Hold.API_PREFIX + client, "resumed by " + client), start);
    }

    @Override
    public PauseResult resumeAll() {
        long start = clock.nanos();
        return result(control.resumeClients("all clients resumed"), start);
    }

    @Override
    public Submitted submit(String client, Action action, Lane lane) {
        Optional<InputQueue.Refusal> refusal =
                dispatcher.offer(Submission.api(Hold.API_PREFIX + client, action, lane));
        if (refusal.isEmpty()) {
            return skills.holds().isEmpty() ? Submitted.QUEUED : Submitted.BUFFERED;
        }
        return refusal.get() == InputQueue.Refusal.CLOSED ? Submitted.NOT_RUNNING : Submitted.FULL;
    }

    @Override
    public boolean stop(String reason) {
        return control.stopKeepingHolds(reason);
    }

    @Override
    public AgentControl.Started start(String reason) {
        return control.startByClient(reason);
    }

    private Optional<Duration> drain(PauseRequest request) {
        return request.mode().orElse(defaultMode) == PauseMode.GRACEFUL
                ? Optional.of(gracefulTimeout) : Optional.empty();
    }

    private static OptionalLong lease(PauseRequest request) {
        return request.lease().map(lease -> OptionalLong.of(lease.toNanos())).orElse(OptionalLong.empty());
    }

    private void awaitSilence(Duration drain) {
        try {
            dispatcher.drained().get(drain.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The answer says that the pause is not in force yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PauseResult result(boolean changed, long start) {
        return new PauseResult(control.state(), skills.holds(), changed, skills.isSilent(), clock.nanos() - start);
    }
}
