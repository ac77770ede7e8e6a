package dev.fermata.app;

import dev.fermata.desktop.Desktop;
import dev.fermata.desktop.Injector;
import dev.fermata.desktop.InputHook;
import dev.fermata.desktop.OwnInput;
import dev.fermata.desktop.Suppressor;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real desktop that is listened to and read, but neither sent to nor taken from. The agent on it
 * does what it would do: it is told that all it sends arrives and that managed keys are its own.
 */
final class DryRun {
    private DryRun() {
    }

    /** @param real is closed with the desktop made of it; what sends is closed at once */
    static Desktop on(Desktop real, OwnInput ownInput, Clock clock) {
        real.injector().close();
        AtomicLong sent = new AtomicLong();
        return new Desktop(real.name() + " (dry run)", new EchoingHook(real.hook(), sent),
                new SilentInjector(ownInput, clock, sent), real.physicalKeys(),
                new SilentSuppressor(real.suppressor()), real.giveBack(), real.tenancy());
    }

    /** Sends nothing, and so takes back that an echo is expected. */
    private record SilentInjector(OwnInput ownInput, Clock clock, AtomicLong sent) implements Injector {
        @Override
        public void press(Key key) {
            pretend(key, true);
        }

        @Override
        public void release(Key key) {
            pretend(key, false);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void pretend(Key key, boolean down) {
            ownInput.retract(key, down);
            sent.incrementAndGet();
        }
    }

    /** Counts what was not sent as heard: a hook that hears no echoes would pass for a dead one. */
    private record EchoingHook(InputHook real, AtomicLong sent) implements InputHook {
        @Override
        public void start(Listener listener) {
            real.start(listener);
        }

        @Override
        public void watch(Set<Key> keys) {
            real.watch(keys);
        }

        @Override
        public long heard() {
            return real.heard() + sent.get();
        }

        @Override
        public void restart() {
            real.restart();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** Takes no key, and says it did: the agent then shows what it would send in its place. */
    private record SilentSuppressor(Suppressor real) implements Suppressor {
        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            return Set.copyOf(sentAs.keySet());
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
