package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.Clock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trials on a desktop in memory, in no time. */
class DesktopChecksTest {
    private static final Hotkey F9 = new Hotkey(List.of(), Key.F9);

    @TempDir
    private Path folder;
    private final Toy desktop = new Toy();

    private Map<String, Finding> examine() {
        return new DesktopChecks((echoes, clock) -> desktop.asDesktop(), new Leaping(), Key.F24)
                .examine(folder, Map.of(Key.E, List.of("mine")), Map.of(F9, List.of("mine")))
                .stream().collect(Collectors.toMap(Finding::subject, each -> each));
    }

    @Test
    void aDeafHookIsBrokenAndTheRestIsTriedAllTheSame() {
        desktop.deaf = true;
        Map<String, Finding> found = examine();
        assertEquals(Verdict.BROKEN, found.get(Judge.HOOK).verdict());
        assertEquals(Verdict.FINE, found.get(Judge.INJECTION).verdict());
        assertEquals(Verdict.FINE, found.get(Judge.MANAGED_KEYS).verdict());
        assertEquals(Set.of(), desktop.down);
    }

    @Test
    void aDesktopThatRefusesKeysIsBrokenAndEachIsReleased() {
        desktop.refuses = true;
        Finding found = examine().get(Judge.INJECTION);
        assertEquals(Verdict.BROKEN, found.verdict());
        assertEquals("no", found.detail());
        assertEquals("ask", found.advice());
        assertEquals(Set.of(), desktop.down);
    }

    @Test
    void aSuppressorThatKeepsNothingBackIsNotBelieved() {
        Finding found = examine().get(Judge.SUPPRESSION);
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertTrue(found.detail().startsWith("only 0 of 1 presses of f24"), found::detail);
        assertEquals(Map.of(), desktop.suppressed);
    }

    @Test
    void managedKeysThatAreRefusedAreNamedAndEverythingIsGivenBack() {
        desktop.refused = Set.of(Key.E);
        Finding found = examine().get(Judge.MANAGED_KEYS);
        assertTrue(found.detail().endsWith(": e (mine)"), found::detail);
        assertEquals(Map.of(), desktop.suppressed);
    }

    @Test
    void hotkeysThatCannotBeKeptFromTheGameAreNamedWithTheReason() {
        assertEquals("can all be kept from the game: f9", examine().get(Judge.HOTKEYS).detail());
        desktop.refusedHotkeys = Map.of(F9, "another program has grabbed f9");
        Finding found = examine().get(Judge.HOTKEYS);
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertEquals("work, but the game gets them too: f9 (another program has grabbed f9; mine)", found.detail());
    }

    /** Each look at it takes a microsecond, each wait nothing. */
    private static final class Leaping implements Clock {
        private long now;

        @Override
        public long nanos() {
            return now += 1_000;
        }

        @Override
        public Instant wallTime(long nanos) {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            now = Math.max(now, deadlineNanos);
        }
    }

    private static final class Toy implements InputHook, Injector, PhysicalKeys, Suppressor {
        private final Set<Key> down = EnumSet.noneOf(Key.class);
        private Listener listener;
        private Map<Key, Key> suppressed = Map.of();
        private Set<Key> refused = Set.of();
        private Map<Hotkey, String> refusedHotkeys = Map.of();
        private boolean deaf;
        private boolean refuses;

        Desktop asDesktop() {
            return new Desktop("toy", this, this, this, this);
        }

        @Override
        public void start(Listener newListener) {
            listener = newListener;
        }

        @Override
        public void watch(Set<Key> keys) {
            assertEquals(Set.of(Key.F24), keys);
        }

        @Override
        public long heard() {
            return 0;
        }

        @Override
        public void restart() {
            throw new DesktopException("never lost");
        }

        @Override
        public void press(Key key) {
            down.add(key);
            if (refuses) {
                throw new DesktopException("no; ask");
            }
            if (!deaf) {
                listener.onInput(key, true);
            }
        }

        @Override
        public void release(Key key) {
            down.remove(key);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        @Override
        public Reading read(Key key, boolean sentByUs) {
            return down.contains(key) ? Reading.DOWN : Reading.UP;
        }

        @Override
        public void listen(KeptListener listener) {
            // No press is kept here.
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            suppressed = sentAs;
            Set<Key> granted = EnumSet.noneOf(Key.class);
            granted.addAll(sentAs.keySet());
            granted.removeAll(refused);
            return granted;
        }

        @Override
        public Map<Hotkey, String> unconsumable(Collection<Hotkey> hotkeys) {
            return refusedHotkeys;
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            // Nothing was lent.
        }
    }
}
