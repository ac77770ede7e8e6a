package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.platform.x11.X11Desktop;
import dev.fermata.platform.x11.X11Injector;
import dev.fermata.platform.x11.X11Tenancy;
import dev.fermata.time.SystemClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Priority keys pressed at any moment of a start, in this process: the hook, the readings and the first skill. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class KeysDownAtTheStartDesktopTest {
    private static final Profile PROFILE = ProfileReader.parse("start", """
            schema = 1
            name = "start"
            [priority]
            special = ["space"]
            [priority.managed.e]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "30ms"
            at_start = true
            """).profile().orElseThrow();
    /** A start takes about as long. */
    private static final long LATEST_PRESS_MICROS = 60_000;

    private final VirtualDesktop player;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    KeysDownAtTheStartDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @Test
    void areNoticedWheneverTheyWerePressed() throws Exception {
        start(12);
    }

    @Test
    @Tag("soak")
    void areNoticedWheneverTheyWerePressedInAHundredStarts() throws Exception {
        start(100);
    }

    private void start(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            // Every other one a special key, every fourth before the start begins.
            Key key = i % 2 == 0 ? Key.SPACE : Key.E;
            long after = i % 4 < 2 && i % 8 < 4 ? 0 : LATEST_PRESS_MICROS * i / times;
            startWithAKeyPressed(key, after, "start " + i + ", " + key + " after " + after + " us");
        }
    }

    private void startWithAKeyPressed(Key key, long afterMicros, String which) throws Exception {
        player.target().clear();
        CompletableFuture<Void> pressed;
        if (afterMicros == 0) {
            player.down(key);
            SharedDesktop.soon().until(() -> player.keysDown().contains(key));
            pressed = CompletableFuture.completedFuture(null);
        } else {
            pressed = CompletableFuture.runAsync(() -> {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(afterMicros));
                player.down(key);
            });
        }
        EchoFilter echoes = new EchoFilter();
        SystemClock clock = new SystemClock();
        JNativeHookInput hook = new JNativeHookInput(failure::set);
        Desktop desktop = X11Desktop.open(player.display(), X11Tenancy.open(player.display()), hook,
                X11Injector.EchoCorrection.of(echoes, clock::nanos), failure::set);
        Agent agent = new Agent(clock, desktop, echoes, PROFILE, Settings.DEFAULTS, () -> { });
        try {
            agent.start();
            agent.core().control().arm("test");
            agent.core().control().run("test");
            pressed.get(5, TimeUnit.SECONDS);
            SharedDesktop.soon().untilAsserted(() ->
                    assertEquals(List.of(Hold.PRIORITY_KEYS), holders(agent), which));
            if (afterMicros == 0) {
                assertEquals(0, presses(Key.Q), which);
            }
            // What was on its way has arrived when a later event of the same window has.
            marker();
            long before = presses(Key.Q);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
            marker();
            assertEquals(before, presses(Key.Q), which);
            player.up(key);
            SharedDesktop.soon().until(() -> holders(agent).isEmpty());
        } finally {
            player.releaseAll();
            agent.close();
        }
        SharedDesktop.soon().until(() -> player.keysDown().isEmpty());
        assertEquals(null, failure.get());
    }

    private void marker() {
        long before = player.target().events().size();
        player.otherProgramDown(Key.F1);
        player.otherProgramUp(Key.F1);
        SharedDesktop.soon().until(() -> player.target().events().stream().skip(before)
                .anyMatch(event -> event.key() == Key.F1 && !event.down()));
    }

    private static List<String> holders(Agent agent) {
        return agent.core().ledger().holds().stream().map(Hold::holder).toList();
    }

    private long presses(Key key) {
        return player.target().events().stream().filter(TargetWindow.Event::down).filter(event -> event.key() == key)
                .count();
    }
}
