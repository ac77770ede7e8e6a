package dev.fermata.app;

import dev.fermata.model.Scope;
import java.util.EnumSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.SystemClock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Managed keys are taken over and given back by a desktop that takes its time. */
@Tag("long")
class TakeOverChangesTest {
    private static final Profile PROFILE = ProfileReader.parse("changes", """
            schema = 1
            name = "changes"
            [priority]
            special = ["space"]
            pre_delay = "0ms"
            [priority.managed.e]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "20s"
            """).profile().orElseThrow();

    /** Grants what is asked for when the test says so. */
    private static final class Hesitant implements Suppressor {
        private final List<Set<Key>> asked = new CopyOnWriteArrayList<>();
        private volatile Runnable grant = () -> { };
        private volatile KeptListener listener;

        @Override
        public void listen(KeptListener itsListener) {
            listener = itsListener;
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            throw new AssertionError("the input thread would wait");
        }

        @Override
        public void suppressSoon(Map<Key, Key> sentAs, Answer answer) {
            Set<Key> keys = Set.copyOf(sentAs.keySet());
            grant = () -> answer.granted(keys, "");
            asked.add(keys);
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            // nothing was taken
        }
    }

    private final Hesitant suppressor = new Hesitant();
    private final FakeDesktop desktop = new FakeDesktop(false);
    private final Agent agent = new Agent(new SystemClock(), new Desktop("hesitant", desktop, desktop, desktop,
            suppressor), new EchoFilter(), PROFILE, Settings.DEFAULTS, () -> { });

    @AfterEach
    void stop() {
        agent.stop();
    }

    private void toggle() {
        agent.core().control().toggle("api:test", "test", EnumSet.of(Scope.PLAY), OptionalLong.empty(),
                java.util.Optional.empty());
    }

    @Test
    void howeverManyChangesThereAreOneAfterTheOtherIsAskedForAndThePlayersKeysDoNotWait() {
        agent.start();
        await().until(() -> suppressor.asked.equals(List.of(Set.of())));
        agent.core().control().run("test");
        for (int i = 0; i < 10_000; i++) {
            toggle();
        }
        desktop.play(Key.SPACE, true);
        await().until(() -> agent.core().ledger().hold(Hold.PRIORITY_KEYS).isPresent());
        assertEquals(List.of(Set.of()), suppressor.asked, "the first change is still under way");
        suppressor.grant.run();
        await().until(() -> suppressor.asked.size() == 2);
        assertEquals(Set.of(Key.E), suppressor.asked.get(1), "what the last of them made of it");
        suppressor.grant.run();
        desktop.play(Key.SPACE, false);
        await().until(() -> agent.core().ledger().holds().isEmpty());
        assertEquals(2, suppressor.asked.size());
    }

    @Test
    void aPressThatIsKeptWhileTheChangeIsUnderWayIsSentAndOneThatIsNotIsNot() {
        agent.start();
        suppressor.grant.run();
        agent.core().control().run("test");
        await().until(() -> suppressor.asked.size() == 2);
        desktop.play(Key.E, true);
        await().until(() -> agent.core().ledger().hold(Hold.PRIORITY_KEYS).isPresent());
        desktop.play(Key.E, false);
        await().until(() -> agent.core().ledger().hold(Hold.PRIORITY_KEYS).isEmpty());
        assertEquals(List.of(), desktop.sent());
        suppressor.listener.onKept(Key.E);
        desktop.play(Key.E, true);
        await().until(() -> desktop.sent().contains("d:e"));
        desktop.play(Key.E, false);
        await().until(() -> desktop.sent().equals(List.of("d:e", "u:e")));
        suppressor.grant.run();
        toggle();
        await().until(() -> suppressor.asked.size() == 3);
        suppressor.listener.onKept(Key.E);
        desktop.play(Key.E, true);
        await().until(() -> desktop.sent().size() == 3);
        assertTrue(agent.core().ledger().hold(Hold.PRIORITY_KEYS).isPresent());
        desktop.play(Key.E, false);
        await().until(() -> desktop.sent().equals(List.of("d:e", "u:e", "d:e", "u:e")));
    }
}
