package dev.fermata.bench;

import com.sun.management.ThreadMXBean;
import dev.fermata.app.Part;
import dev.fermata.hear.InputMailbox;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import dev.fermata.play.ActionRequest;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Counts the bytes that the hot path allocates once warm, in a process with the options the agent runs
 * with: what its compiler cannot remove counts.
 */
public final class AllocationProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WARM = 60_000;
    private static final long COUNTED = 20_000;
    private static final long TICK = 1_000_000L;

    private AllocationProbe() {
    }

    /** Prints {@code allocation ZERO BYTES WHAT} for each figure: whether it has to be 0, and how much it is. */
    public static void main(String[] arguments) {
        tell(true, handOver(), "hook thread: hand over an event");
        tell(true, repeat(), "input thread: a repeat of a key that is down");
        tell(true, echo(), "input thread: the echo of a sent key");
        tell(true, idleInput(), "input thread: a round with nothing to do");
        tell(true, start(), "scheduler: a start");
        tell(true, idleDispatch(), "dispatch: a round with nothing to do");
        tell(false, tap(), "a priority key's press and release, told in 6 events");
        tell(false, skill(), "a skill's tap, from due to played, told in 3 events");
        System.out.println("end");
    }

    private static void tell(boolean zero, double bytes, String what) {
        System.out.println("allocation " + zero + " " + bytes + " " + what);
    }

    /** Bytes a call, of the calls after the warm-up. */
    private static double bytes(LongConsumer call) {
        long thread = Thread.currentThread().getId();
        for (long i = 0; i < WARM; i++) {
            call.accept(i);
        }
        // What the compiler's own work leaves behind is small and comes once: the least of some rounds.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (long i = 0; i < COUNTED; i++) {
                call.accept(WARM + round * COUNTED + i);
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        // Asking allocates a little itself.
        long asking = THREADS.getThreadAllocatedBytes(thread);
        asking = THREADS.getThreadAllocatedBytes(thread) - asking;
        return Math.floor((double) Math.max(0, least - asking) / COUNTED * 10) / 10;
    }

    private static CoreWithoutDesktop running() {
        CoreWithoutDesktop agent = new CoreWithoutDesktop(CoreWithoutDesktop.profile("demo"));
        agent.core.control().run("benchmark");
        return agent;
    }

    private static double handOver() {
        InputMailbox mailbox = new InputMailbox();
        InputMailbox.Receiver receiver = (key, down, at) -> { };
        return bytes(i -> {
            mailbox.put(Key.SPACE, true, i);
            mailbox.drain(receiver);
        });
    }

    private static double repeat() {
        CoreWithoutDesktop agent = running();
        agent.physicallyDown.add(Key.SPACE);
        agent.core.onInput(Key.SPACE, true, agent.clock.nanos());
        return bytes(i -> agent.core.onInput(Key.SPACE, true, i * TICK));
    }

    private static double echo() {
        CoreWithoutDesktop agent = running();
        return bytes(i -> {
            agent.echoes.expect(Key.SPACE, true, i * TICK);
            agent.core.onInput(Key.SPACE, true, i * TICK);
        });
    }

    private static double idleInput() {
        CoreWithoutDesktop agent = running();
        Part input = agent.part("input");
        input.step(agent.clock.nanos());
        return bytes(i -> input.step(i * TICK));
    }

    private static double start() {
        CoreWithoutDesktop agent = running();
        long[] starts = new long[1];
        UnifiedScheduler scheduler = new UnifiedScheduler(agent.clock, () -> { }, (id, failure) -> { });
        scheduler.start();
        for (ResumePolicy policy : ResumePolicy.values()) {
            scheduler.add(new TaskSpec(policy.name(), Duration.ofNanos(TICK), Duration.ZERO, policy, false,
                    () -> starts[0]++));
        }
        long begin = agent.clock.nanos();
        return bytes(i -> scheduler.step(begin + i * TICK));
    }

    private static double idleDispatch() {
        CoreWithoutDesktop agent = running();
        Part dispatch = agent.part("dispatch");
        dispatch.step(agent.clock.nanos());
        return bytes(i -> dispatch.step(agent.clock.nanos()));
    }

    private static double tap() {
        CoreWithoutDesktop agent = running();
        return bytes(i -> {
            agent.core.onInput(Key.SPACE, true, i * TICK);
            agent.core.onInput(Key.SPACE, false, i * TICK);
        });
    }

    private static double skill() {
        CoreWithoutDesktop agent = running();
        Part dispatch = agent.part("dispatch");
        Action tap = new Action.Tap(Key.Q);
        return bytes(i -> {
            long at = i * 100 * TICK;
            agent.core.dispatcher().submit(ActionRequest.skill("benchmark", tap, Lane.NORMAL, true));
            dispatch.step(at);
            dispatch.step(at + 25 * TICK);
        });
    }
}
