package dev.fermata.app;

import dev.fermata.control.AgentControl;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.platform.WindowFocus;
import dev.fermata.time.Stepped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an agent to one window: while another has the focus the agent is paused, and until it is no key goes down.
 * Stepped by a thread of its own, which looks a hundred times a second; for as long as a demonstration lasts.
 */
final class OnlyInto implements Stepped {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final WindowFocus focus;
    private final PauseLedger ledger;
    private final AgentControl control;

    OnlyInto(WindowFocus focus, PauseLedger ledger, AgentControl control) {
        this.focus = focus;
        this.ledger = ledger;
        this.control = control;
    }

    @Override
    public long step(long nowNanos) {
        boolean held = ledger.holds().stream().anyMatch(hold -> hold.holder().equals(Hold.FOCUS));
        boolean there = focus.isThere();
        if (there && held) {
            control.resume(Hold.FOCUS, "the window has the focus");
        } else if (!there && !held) {
            control.pause(Hold.FOCUS, "another window has the focus", EnumSet.of(Scope.PLAY), OptionalLong.empty(),
                    Optional.empty());
        }
        return nowNanos + EVERY_NANOS;
    }

    /** The desktop with nothing pressed on it while the window has not the focus. @param real closed with it */
    static Desktop on(Desktop real, WindowFocus focus) {
        return new Desktop(real.name(), real.capabilities(), real.hook(), new FocusedInjector(real.injector(), focus),
                real.physicalKeys(), real.suppressor(), real.giveBack(), real.tenancy());
    }

    /** Releases whatever has the focus: nothing may stay down. Asks right before each press. */
    private record FocusedInjector(Injector real, WindowFocus focus) implements Injector {
        @Override
        public void press(Key key) {
            requireFocus(key);
            real.press(key);
        }

        @Override
        public void release(Key key) {
            real.release(key);
        }

        @Override
        public void pressAgain(Key key) {
            requireFocus(key);
            real.pressAgain(key);
        }

        /** Into another window perhaps, and that presses nothing. */
        @Override
        public void movePointer(int x, int y) {
            real.movePointer(x, y);
        }

        @Override
        public void awaitPressed() {
            real.awaitPressed();
        }

        @Override
        public boolean canSend(Key key) {
            return real.canSend(key);
        }

        @Override
        public void close() {
            focus.close();
            real.close();
        }

        /** Buttons act where the pointer is, whatever has the focus. */
        private void requireFocus(Key key) {
            if (key.isMouse() || !focus.isThere()) {
                throw new DesktopException(key + " was not pressed: another window has the focus");
            }
        }
    }
}
