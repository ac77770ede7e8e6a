package dev.fermata.app;

import dev.fermata.config.profile.CallOut;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Skill;
import dev.fermata.control.Status;
import dev.fermata.event.Event;
import dev.fermata.model.Condition;
import dev.fermata.model.SensorReading;
import dev.fermata.model.Truth;
import dev.fermata.pause.Stillness;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.sense.Watch;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The thread {@code sense}, which looks at the sensors of one profile, and what it says to the rest of the agent.
 * Thread-safe.
 */
final class Lookout implements Watch.Listener, AutoCloseable {
    /** Of the thread, and what events call it. */
    static final String NAME = "sense";
    /** How long the end waits for a look that is under way. */
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Agent agent;
    private final Watch watch;
    private final Worker worker;
    private Runnable unwatch = () -> { };
    /** Whether its profile is in force no more. */
    private volatile boolean ended;
    private final CountDownLatch gone = new CountDownLatch(1);
    /** The failure that was told last; the thread's own. */
    private String failure = "";

    /** Sleeps until the screen changes as well. */
    private record ScreenClock(Clock clock, Watch watch) implements Clock {
        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public Instant wallTime(long nanos) {
            return clock.wallTime(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            watch.await(deadlineNanos);
        }
    }

    private Lookout(Profile profile, Agent agent, Core.Host host) {
        this.agent = agent;
        watch = new Watch(profile.senses(), neededInHolds(profile), awaited(profile),
                () -> open(profile, agent, host), agent.clock(), this);
        worker = new Worker(NAME, this::step, new ScreenClock(agent.clock(), watch), this::failed);
    }

    /** For the sensors of that profile; looks at nothing before it is started. */
    static Lookout of(Profile profile, Agent agent, Core.Host host) {
        return new Lookout(profile, agent, host);
    }

    private static Screen open(Profile profile, Agent agent, Core.Host host) {
        if (!agent.captures()) {
            throw new DesktopException(agent.desktopName() + " does not show programs what is on the screen");
        }
        return host.screen(profile.window());
    }

    /** The sensors that are looked at while nothing but priority keys holds: of skills that run then, and call-outs. */
    private static Set<String> neededInHolds(Profile profile) {
        Set<String> needed = new HashSet<>();
        Stream.concat(spoken(profile), profile.skills().stream().filter(Skill::runsDuringHold)
                .flatMap(Lookout::condition)).forEach(condition -> needed.addAll(condition.sensors()));
        return needed;
    }

    /** What skills and call-outs wait for; a skill that looks when it is due need not be woken. */
    static List<Condition> awaited(Profile profile) {
        return Stream.concat(spoken(profile), profile.skills().stream().filter(Skill.Seen.class::isInstance)
                .flatMap(Lookout::condition)).distinct().toList();
    }

    private static Stream<Condition> spoken(Profile profile) {
        return profile.spoken().stream().map(CallOut::on).filter(CallOut.OnCondition.class::isInstance)
                .map(on -> ((CallOut.OnCondition) on).condition());
    }

    private static Stream<Condition> condition(Skill skill) {
        return skill instanceof Skill.Seen seen ? Stream.of(seen.when())
                : skill instanceof Skill.Timed timed ? timed.looked().map(Skill.Looked::when).stream() : Stream.empty();
    }

    void start() {
        unwatch = agent.watch(NAME, worker);
        worker.start();
    }

    private long step(long now) {
        if (!ended) {
            return watch.step(now);
        }
        worker.stop(Duration.ZERO);
        try {
            watch.close();
        } finally {
            gone.countDown();
        }
        return Clock.NEVER;
    }

    /** A look that fails is tried again at once; it is told once for each new reason. */
    private void failed(Throwable thrown) {
        if (!thrown.toString().equals(failure)) {
            failure = thrown.toString();
            agent.report(NAME, thrown);
        }
    }

    /** As {@link Watch#heed}; under the ledger's lock. */
    void heed(Stillness stillness) {
        watch.heed(stillness);
        worker.wake();
    }

    /** As {@link Watch#stopped}; under the ledger's lock. */
    void stopped() {
        watch.stopped();
        worker.wake();
    }

    Truth over(Condition condition, long nowNanos) {
        return watch.over(condition, nowNanos);
    }

    Optional<String> blindness(Condition condition, long nowNanos) {
        return watch.blindness(condition, nowNanos);
    }

    String words(Condition condition, long nowNanos) {
        return watch.words(condition, nowNanos);
    }

    Status.SensesStatus status() {
        return new Status.SensesStatus(watch.capturesPerSecond(), watch.refusal(),
                watch.readings(agent.clock().nanos()));
    }

    @Override
    public void changed() {
        agent.looked();
    }

    /** {@inheritDoc} The event is of now: others came while it was looked, and are told before it. */
    @Override
    public void read(SensorReading reading) {
        if (!ended) {
            agent.tell(new Event.SensorRead(agent.clock().nanos(), reading));
        }
    }

    @Override
    public void refused(String why) {
        agent.tell(new Event.Advice(agent.clock().nanos(), "the screen cannot be looked at: " + why
                + ". Skills that wait for what they see are not played"));
    }

    /** Has its thread give back the screen and end, after the look that is under way. Waits for nothing. */
    void end() {
        ended = true;
        unwatch.run();
        watch.wake();
        worker.wake();
    }

    /** As {@link #end}, and waits for it unless a look hangs. */
    @Override
    public void close() {
        end();
        try {
            gone.await(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
