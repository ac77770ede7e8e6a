package dev.fermata.control;

import dev.fermata.model.Action;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.Stillness;
import dev.fermata.pause.TooManyHoldsException;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import dev.fermata.play.InputQueue;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The pause-control service over the agent's holds. Thread-safe: what has to be one step is one step
 * of the ledger. A graceful pause blocks its caller, and nobody else, until it is in force.
 */
public final class PauseService implements PauseControl {
    /** How much longer than the drain itself a caller waits for the word that it is over. */
    private static final Duration SLACK = Duration.ofMillis(100);
    /** How many graceful pauses wait at a time; fewer than whoever serves clients has threads for them. */
    static final int MOST_WAITING = 12;
    /** A pause that ends sooner by itself counts as one that somebody ends. */
    static final Duration SHORT_LEASE = Duration.ofSeconds(1);

    private final AgentControl control;
    private final PauseLedger ledger;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final PauseMode defaultMode;
    private final Duration gracefulTimeout;
    private final ChangeBudget changes;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /**
     * @param defaultMode for requests that do not say
     * @param gracefulTimeout how long a graceful pause lets a sequence finish before it is cut off
     * @param changes how often clients may end what silences
     */
    public PauseService(AgentControl control, PauseLedger ledger, Dispatcher dispatcher, Clock clock,
            PauseMode defaultMode, Duration gracefulTimeout, ChangeBudget changes) {
        this.control = control;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.defaultMode = defaultMode;
        this.gracefulTimeout = gracefulTimeout;
        this.changes = changes;
    }

    @Override
    public PauseResult pause(PauseRequest request) {
        long start = clock.nanos();
        boolean endsSoon = request.lease().filter(lease -> lease.compareTo(SHORT_LEASE) < 0).isPresent();
        if (endsSoon && !holds(request.holder())) {
            requireBudget();
        }
        return paused(request, start);
    }

    @Override
    public PauseResult toggle(PauseRequest request) {
        long start = clock.nanos();
        if (!changes.take(start)) {
            if (holds(request.holder())) {
                throw tooManyChanges();
            }
            // It would pause, and that is never put off.
            return paused(request, start);
        }
        Optional<Duration> drain = drain(request);
        limited(() -> control.toggle(
                request.holder(), request.reason(), request.scope().scopes(), lease(request), drain));
        drain.filter(any -> waits(request)).ifPresent(this::awaitSilence);
        return result(true, request.scope(), start);
    }

    private PauseResult paused(PauseRequest request, long start) {
        Optional<Duration> drain = drain(request);
        boolean[] changed = new boolean[1];
        limited(() -> changed[0] = control.pause(
                request.holder(), request.reason(), request.scope().scopes(), lease(request), drain));
        drain.filter(any -> waits(request)).ifPresent(this::awaitSilence);
        return result(changed[0], request.scope(), start);
    }

    private static void limited(Runnable addsHold) {
        try {
            addsHold.run();
        } catch (TooManyHoldsException e) {
            throw new TooMuchException(TooMuchException.What.HOLDS, e.getMessage());
        }
    }

    private boolean holds(String holder) {
        return ledger.hold(holder).isPresent();
    }

    private void requireBudget() {
        if (!changes.take(clock.nanos())) {
            throw tooManyChanges();
        }
    }

    private static TooMuchException tooManyChanges() {
        return new TooMuchException(TooMuchException.What.CHANGES,
                "clients have paused and resumed too often in the last seconds");
    }

    @Override
    public PauseResult resume(String client) {
        long start = clock.nanos();
        if (holds(Hold.API_PREFIX + client)) {
            requireBudget();
        }
        return result(control.resume(Hold.API_PREFIX + client, "resumed by " + client), PauseScope.PLAY, start);
    }

    @Override
    public PauseResult resumeAll() {
        long start = clock.nanos();
        if (ledger.holds().stream().anyMatch(Hold::isOfClient)) {
            requireBudget();
        }
        return result(control.resumeClients("all clients resumed"), PauseScope.PLAY, start);
    }

    @Override
    public Submitted submit(String client, Action action, Lane lane) {
        Optional<InputQueue.Refusal> refusal =
                dispatcher.offer(ActionRequest.api(Hold.API_PREFIX + client, action, lane));
        if (refusal.isEmpty()) {
            return ledger.stillness(Scope.PLAY) == Stillness.NONE ? Submitted.QUEUED : Submitted.BUFFERED;
        }
        return refusal.get() == InputQueue.Refusal.CLOSED ? Submitted.NOT_RUNNING : Submitted.FULL;
    }

    @Override
    public boolean stop(String reason) {
        return control.stopKeepingHolds(reason);
    }

    @Override
    public AgentControl.Started start(String reason) {
        if (!ledger.isStarted()) {
            requireBudget();
        }
        return control.startByClient(reason);
    }

    private Optional<Duration> drain(PauseRequest request) {
        return request.mode().orElse(defaultMode) == PauseMode.GRACEFUL
                ? Optional.of(gracefulTimeout) : Optional.empty();
    }

    private static boolean waits(PauseRequest request) {
        return request.waits() && request.scope().scopes().contains(Scope.PLAY);
    }

    private static OptionalLong lease(PauseRequest request) {
        return request.lease().map(lease -> OptionalLong.of(lease.toNanos())).orElse(OptionalLong.empty());
    }

    /** Unless too many wait already: then the answer says whether it is in force. */
    private void awaitSilence(Duration drain) {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            dispatcher.drained().get(drain.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The answer says that the pause is not in force yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private PauseResult result(boolean changed, PauseScope asked, long start) {
        synchronized (ledger) {
            boolean still = !ledger.isStarted() || asked.scopes().stream().allMatch(this::isStill);
            return new PauseResult(control.state(), ledger.holds(), changed, still, clock.nanos() - start);
        }
    }

    /** Whether a hold is on and nothing that it silences goes on any more. */
    private boolean isStill(Scope scope) {
        return ledger.stillness(scope) != Stillness.NONE && !(scope == Scope.PLAY && dispatcher.isDraining());
    }
}
