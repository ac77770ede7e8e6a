package dev.fermata.observe;

import dev.fermata.event.Event;
import dev.fermata.model.Recovery;
import dev.fermata.time.Stepped;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Notices that a worker's thread hangs in a step, sleeps over its deadline, or has ended. A thread
 * that ended is replaced, one that sleeps is woken; one that hangs in a call of the platform's
 * cannot be helped, so it is told of with the place where it hangs, and again when it goes on.
 *
 * <p>Passive: {@link #step} is called by one thread other than the watched one.
 */
public final class WorkerWatch implements Stepped {
    /** How often it looks. */
    static final Duration PERIOD = Duration.ofSeconds(1);
    /** A step takes a millisecond; this long is no load any more but a fault. */
    public static final Duration STALL = Duration.ofMillis(500);
    /** Who looks this much late was itself kept from running, as the watched thread will have been. */
    static final Duration UNPUNCTUAL = Duration.ofMillis(250);
    /**
     * Who seems stalled is looked at once more after this long: everything may have stood still, and who looks
     * may be the first to run again.
     */
    static final Duration CONFIRM = Duration.ofMillis(100);
    private static final int FRAMES = 4;

    private final String part;
    private final Worker worker;
    private final Recovery recovery;
    private final long stallNanos;
    private final Consumer<Event> post;
    private long nextLook;
    private long stalledSince = -1;
    private boolean suspected;
    private boolean toldOfDeath;

    /**
     * Over one thread.
     *
     * @param part what events call it, e.g. {@code dispatch}
     * @param stall longer than it ever waits for a disk or a server; {@link #STALL} where it waits for neither
     * @param recovery whether anything is done about it
     * @param post takes the events, on the stepping thread
     */
    public WorkerWatch(String part, Worker worker, Duration stall, Recovery recovery, Consumer<Event> post) {
        this.part = part;
        this.worker = worker;
        this.stallNanos = stall.toNanos();
        this.recovery = recovery;
        this.post = post;
    }

    @Override
    public long step(long now) {
        if (now >= nextLook) {
            boolean punctual = nextLook == 0 || now - nextLook < UNPUNCTUAL.toNanos();
            nextLook = now + PERIOD.toNanos();
            if (punctual) {
                look(now);
            }
        }
        return nextLook;
    }

    private void look(long now) {
        if (worker.isDead()) {
            dead(now);
            return;
        }
        long overdue = worker.overdueNanos(now);
        if (overdue >= stallNanos && stalledSince < 0 && !suspected) {
            suspected = true;
            nextLook = now + CONFIRM.toNanos();
            return;
        }
        suspected = false;
        if (overdue >= stallNanos && stalledSince < 0) {
            stalledSince = now - overdue;
            tell(now, "no answer for " + EventFields.millis(overdue) + " ms; " + place(), false);
            if (recovery.mends()) {
                worker.wake();
            }
        } else if (overdue < stallNanos && stalledSince >= 0) {
            tell(now, "answers again after at most " + EventFields.millis(now - stalledSince) + " ms", true);
            stalledSince = -1;
        }
    }

    private void dead(long now) {
        if (recovery.mends()) {
            worker.revive();
            tell(now, "its thread had ended and was started again", true);
        } else if (!toldOfDeath) {
            toldOfDeath = true;
            tell(now, "its thread has ended", false);
        }
    }

    /** Where it is: the innermost call, and who called it leaving the JDK's own calls out. */
    private String place() {
        StackTraceElement[] stack = worker.stackTrace();
        return stack.length == 0 ? "its thread is not running" : "at " + Arrays.stream(stack)
                .filter(frame -> frame == stack[0] || !frame.getClassName().matches("(java|jdk|sun)\\..*"))
                .limit(FRAMES)
                .map(frame -> simpleName(frame.getClassName()) + "." + frame.getMethodName()
                        + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : ""))
                .collect(Collectors.joining(" < "));
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private void tell(long now, String detail, boolean mended) {
        post.accept(new Event.Recovered(now, part, detail, mended));
    }
}
