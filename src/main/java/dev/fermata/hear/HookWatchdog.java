package dev.fermata.hear;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Recovery;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.InputHook;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Notices a hook that the platform dropped without a word, and registers it again.
 *
 * <p>The agent's own input is the test signal: whatever it sends, a working hook hears. Two
 * {@link #PERIOD}s, in the first of which something was sent, and in neither of which anything at
 * all was heard, mean that the hook is dead. It looks only while the schedule is started; when nothing is sent
 * nothing can be told.
 * Input thread only.
 */
public final class HookWatchdog implements Stepped {
    /** How often it looks; longer than X11 ever keeps a recorded event back. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private final InputHook hook;
    private final LongSupplier sentSoFar;
    private final BooleanSupplier active;
    private final Bus bus;
    private final Recovery recovery;
    private final LongConsumer onRestart;
    private long nextLook;
    /** At the look before the last one. */
    private long sentBefore;
    private long heardBefore;
    private long sentAtLastLook;
    private long heardAtLastLook;
    private boolean lost;

    /**
     * @param sentSoFar how many presses the desktop has taken
     * @param active whether to look at all; whoever changes it has the input thread stepped
     * @param recovery whether a dead hook is registered again
     * @param onRestart told the time when the hook was registered again: events were missed until then
     */
    public HookWatchdog(InputHook hook, LongSupplier sentSoFar, BooleanSupplier active, Bus bus,
            Recovery recovery, LongConsumer onRestart) {
        this.hook = hook;
        this.sentSoFar = sentSoFar;
        this.active = active;
        this.bus = bus;
        this.recovery = recovery;
        this.onRestart = onRestart;
    }

    @Override
    public long step(long now) {
        if (!active.getAsBoolean()) {
            return Clock.NEVER;
        }
        if (now < nextLook) {
            return nextLook;
        }
        long heard = hook.heard();
        // Judge by what was sent a whole period ago: its echo has had time to arrive, then or since.
        boolean owed = sentAtLastLook > sentBefore;
        boolean silent = owed && heard == heardBefore;
        sentBefore = sentAtLastLook;
        heardBefore = heardAtLastLook;
        sentAtLastLook = sentSoFar.getAsLong();
        heardAtLastLook = heard;
        nextLook = now + PERIOD.toNanos();
        if (silent) {
            restore(now);
        } else if (lost && owed) {
            lost = false;
            bus.post(new Event.HookChanged(now, true, "input is heard again"));
        }
        return nextLook;
    }

    private void restore(long now) {
        if (!lost) {
            lost = true;
            bus.post(new Event.HookChanged(now, false, recovery.mends()
                    ? "sent keys are not heard; registering again"
                    : "sent keys are not heard; left so, automatic recovery is off"));
        }
        if (!recovery.mends()) {
            return;
        }
        try {
            hook.restart();
            onRestart.accept(now);
        } catch (DesktopException e) {
            bus.post(new Event.Failure(now, "hook", e.getMessage()));
        }
    }
}
