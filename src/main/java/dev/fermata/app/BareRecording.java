package dev.fermata.app;

import dev.fermata.event.Bus;
import dev.fermata.hear.InputHandler;
import dev.fermata.hear.InputMailbox;
import dev.fermata.hear.PlayerKeys;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.Tenancy;
import dev.fermata.record.EventOrder;
import dev.fermata.record.Figures;
import dev.fermata.record.PointerTrail;
import dev.fermata.record.RecordedTake;
import dev.fermata.record.Recorder;
import dev.fermata.record.Wanted;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records where no agent runs: opens the desktop to listen, and sends and takes nothing. Its own thread, {@code record},
 * decides what are strokes and records them; the hook's thread only hands over.
 */
public final class BareRecording implements InputMailbox.Receiver, AutoCloseable {
    private static final Duration START_WAIT = Duration.ofSeconds(5);
    /** How long the end waits; less than a process has to end. */
    private static final Duration END_WAIT = Duration.ofMillis(500);
    private static final long POINTER_NANOS = 10_000_000L;

    private final Clock clock = new SystemClock();
    private final Desktop desktop;
    private final Wanted wanted;
    private final InputMailbox mailbox = new InputMailbox();
    private final PointerTrail trail = new PointerTrail();
    private final EventOrder order = new EventOrder();
    private final InputHandler handler;
    private final Worker worker;
    /** The thread's own. */
    private long lostBefore;
    /** Null until it has begun. */
    private volatile Recorder recorder;

    /** Sends nothing: there is no agent. */
    private static final class NoKeys implements PlayerKeys {
        @Override
        public Press press(Key sent, String label, Duration preDelay, long downNanos) {
            return () -> { };
        }

        @Override
        public boolean isDown(Key key) {
            return false;
        }
    }

    /** Hands over with the times at which it was, not at which it was heard. */
    private final class Ears implements InputHook.Listener {
        @Override
        public void onInput(Key key, boolean down) {
            onInput(key, down, 0);
        }

        @Override
        public void onInput(Key key, boolean down, long agoNanos) {
            boolean taken = mailbox.put(key, down, order.next(clock.nanos() - agoNanos));
            if (!taken || !handler.isRepeat(key, down)) {
                worker.wake();
            }
        }
    }

    private BareRecording(Desktops.Opener opener, Wanted wanted, Consumer<Throwable> failures) {
        EchoFilter echoes = new EchoFilter();
        this.wanted = wanted;
        desktop = opener.open(echoes, clock);
        handler = new InputHandler(new Bus(new LoggedFailures()), new NoKeys(), desktop.physicalKeys(), Recovery.MEND,
                echoes, command -> { });
        worker = new Worker("record", this::step, clock, failures);
    }

    /**
     * Begins to record; returns when it has.
     *
     * @param runtime where an agent that runs on this desktop is found
     * @param takes told of each take as soon as it has ended, on the recording's thread
     * @param failures told of what fails on that thread, which goes on
     * @throws AlreadyRunningException when an agent runs on this desktop, whose keys would be taken for the player's
     * @throws DesktopException when the desktop cannot be listened to, or does not tell of the pointer
     */
    public static BareRecording begin(Desktops.Opener opener, Path runtime, Wanted wanted, SegmentLimits limits,
            Consumer<RecordedTake> takes, Consumer<Throwable> failures) {
        BareRecording recording = new BareRecording(opener, wanted, failures);
        try {
            recording.refuseBesideAgent(runtime);
            recording.start(limits, takes);
            return recording;
        } catch (RuntimeException e) {
            recording.close();
            throw e;
        }
    }

    private void refuseBesideAgent(Path runtime) {
        try (Tenancy tenancy = Desktops.tenancy(desktop)) {
            tenancy.other(runtime).ifPresent(other -> {
                OptionalLong pid = other.pid();
                throw new AlreadyRunningException("a fermata" + (pid.isPresent() ? " (process " + pid.getAsLong() + ")"
                        : "") + " without an API is running on " + desktop.name()
                        + ": what it plays would be taken for yours; start it with the API, or stop it");
            });
        }
    }

    private void start(SegmentLimits limits, Consumer<RecordedTake> takes) {
        desktop.hook().watch(wanted.keys());
        if (wanted.pointer() && !desktop.hook().follow(Optional.of((x, y, agoNanos) -> {
            if (trail.put(x, y, order.next(clock.nanos() - agoNanos))) {
                worker.wake();
            }
        }))) {
            throw new DesktopException("on " + desktop.name() + " this version of Fermata cannot tell where the pointer"
                    + " is");
        }
        worker.start();
        desktop.hook().start(new Ears());
        boolean begun = onThread(() -> {
            // Only now: what is down already is known, and is none of the recording's.
            long now = clock.nanos();
            Set<Key> down = handler.record(wanted.keys(), this::stroke, now);
            recorder = new Recorder(wanted, down, limits, takes, now);
        }, START_WAIT);
        if (!begun) {
            throw new DesktopException("the desktop has not told which keys are down; try again");
        }
    }

    /** Returns whether it was done within that time. */
    private boolean onThread(Runnable task, Duration atMost) {
        CountDownLatch done = new CountDownLatch(1);
        mailbox.put(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        worker.wake();
        try {
            return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long step(long now) {
        mailbox.drain(this);
        boolean moved = recorder != null && trail.drain(recorder::pointer, now);
        if (mailbox.lost() != lostBefore) {
            lostBefore = mailbox.lost();
            handler.doubtAll(now);
        }
        long next = handler.step(now);
        if (recorder != null) {
            next = Math.min(next, recorder.step(now));
        }
        return mailbox.isEmpty() ? moved ? Math.min(next, now + POINTER_NANOS) : next : now;
    }

    private void stroke(Key key, boolean down, long atNanos) {
        // First where the pointer was then.
        trail.drain(recorder::pointer, atNanos);
        recorder.key(key, down, atNanos);
    }

    @Override
    public void onInput(Key key, boolean down, long atNanos) {
        handler.onInput(key, down, atNanos);
    }

    /** What to call the desktop in messages. */
    public String desktopName() {
        return desktop.name();
    }

    /** How far it is. Any thread. */
    public Figures figures() {
        return recorder.figures();
    }

    /**
     * Ends the recording; what there is has been told when this returns. Any thread.
     *
     * @param gesture as {@link Recorder#finish}
     */
    public void finish(Set<Key> gesture) {
        onThread(() -> recorder.finish(gesture, clock.nanos()), END_WAIT);
    }

    /** Stops listening; what has not been told by then is not recorded. */
    @Override
    public void close() {
        worker.close();
        desktop.close();
    }
}
