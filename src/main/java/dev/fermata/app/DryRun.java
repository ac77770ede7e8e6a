package dev.fermata.app;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.Clock;
import java.util.Map;
import java.util.Optional;
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
    static Desktop on(Desktop real, EchoFilter echoes, Clock clock) {
        real.injector().close();
        AtomicLong sent = new AtomicLong();
        SilentSuppressor suppressor = new SilentSuppressor(real.suppressor());
        return new Desktop(real.name() + " (dry run)", real.capabilities(), new EchoingHook(real.hook(), sent, suppressor),
                new SilentInjector(echoes, clock, sent), real.physicalKeys(), suppressor, real.giveBack(),
                real.tenancy());
    }

    /** Sends nothing, and so takes back that an echo is expected. */
    private record SilentInjector(EchoFilter echoes, Clock clock, AtomicLong sent) implements Injector {
        @Override
        public void press(Key key) {
            pretend(key, true);
        }

        @Override
        public void release(Key key) {
            pretend(key, false);
        }

        @Override
        public void movePointer(int x, int y) {
            // It stays where it is.
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void pretend(Key key, boolean down) {
            echoes.retract(key, down);
            sent.incrementAndGet();
        }
    }

    /** Counts what was not sent as heard: a hook that hears no echoes would pass for a dead one. */
    private record EchoingHook(InputHook real, AtomicLong sent, SilentSuppressor suppressor) implements InputHook {
        @Override
        public void start(Listener listener) {
            real.start(new Listener() {
                @Override
                public void onInput(Key key, boolean down) {
                    onInput(key, down, 0);
                }

                @Override
                public void onInput(Key key, boolean down, long agoNanos) {
                    suppressor.hear(key, down);
                    listener.onInput(key, down, agoNanos);
                }
            });
        }

        @Override
        public void watch(Set<Key> keys) {
            real.watch(keys);
        }

        @Override
        public boolean follow(Optional<PointerListener> pointer) {
            return real.follow(pointer);
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
    private static final class SilentSuppressor implements Suppressor {
        private final Suppressor real;
        private volatile KeptListener listener = key -> { };
        private volatile Set<Key> taken = Set.of();
        /** What is down; hook thread only. */
        private final boolean[] isDown = new boolean[Key.values().length];

        SilentSuppressor(Suppressor real) {
            this.real = real;
        }

        /** Hook thread. */
        void hear(Key key, boolean down) {
            boolean press = down && !isDown[key.ordinal()];
            isDown[key.ordinal()] = down;
            if (press && taken.contains(key)) {
                listener.onKept(key);
            }
        }

        @Override
        public void listen(KeptListener itsListener) {
            listener = itsListener;
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            taken = Set.copyOf(sentAs.keySet());
            return taken;
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
