package dev.fermata.desktop.x11;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.desktop.Desktop;
import dev.fermata.desktop.jnativehook.JNativeHookInput;
import dev.fermata.desktop.virtual.SharedDesktop;
import dev.fermata.desktop.virtual.VirtualDesktop;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class HookAndInjectorDesktopTest {
    private static final Set<Key> LOCKS = EnumSet.of(Key.CAPS_LOCK, Key.NUM_LOCK, Key.SCROLL_LOCK);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Heard heard = new Heard();
    private final VirtualDesktop player;
    private final JNativeHookInput hook = new JNativeHookInput(failure::set);
    private Desktop desktop;

    HookAndInjectorDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @BeforeEach
    void open() {
        desktop = X11Desktop.open(
                player.display(), hook, X11Injector.EchoCorrection.NONE, failure::set);
        hook.watch(EnumSet.allOf(Key.class));
        hook.start(heard);
    }

    @AfterEach
    void close() {
        desktop.close();
        assertEquals(Set.of(), player.held());
        assertEquals(null, failure.get());
    }

    @Test
    void everyInjectedKeyIsHeardAndSeenAsItself() {
        for (Key key : Key.values()) {
            tapInjected(key);
            awaitHeard("d:" + key, "u:" + key);
            await(key + " in the window").until(() -> player.target().eventsOf(key).size() == 2);
            if (LOCKS.contains(key)) {
                tapInjected(key);
                awaitHeard("d:" + key, "u:" + key, "d:" + key, "u:" + key);
            }
            heard.clear();
        }
    }

    @Test
    void everyKeyThePlayerPressesIsHeard() {
        Set<Key> playable = EnumSet.allOf(Key.class);
        playable.remove(Key.MOUSE_FORWARD); // Xephyr has no ninth button
        for (Key key : playable) {
            for (int tap = 0; tap < (LOCKS.contains(key) ? 2 : 1); tap++) {
                heard.clear();
                player.down(key);
                player.up(key);
                awaitHeard("d:" + key, "u:" + key);
            }
        }
    }

    @Test
    void injectedButtonsDoNotMoveThePointer() {
        List<String> before = pointer();
        tapInjected(Key.MOUSE_LEFT);
        awaitHeard("d:mouse_left", "u:mouse_left");
        assertEquals(before, pointer());
    }

    @Test
    void numpadKeyStaysTheSameWhenNumLockIsSwitchedWhileItIsHeld() {
        player.down(Key.KP_7);
        awaitHeard("d:kp_7");
        tapInjected(Key.NUM_LOCK);
        player.up(Key.KP_7);
        awaitHeard("d:kp_7", "d:num_lock", "u:num_lock", "u:kp_7");
        tapInjected(Key.NUM_LOCK);
    }

    @Test
    void unwatchedKeysAreCountedButNotDelivered() {
        hook.watch(Set.of(Key.SPACE));
        long before = hook.heard();
        player.down(Key.A);
        player.up(Key.A);
        player.down(Key.SPACE);
        player.up(Key.SPACE);
        awaitHeard("d:space", "u:space");
        assertEquals(before + 4, hook.heard());
    }

    @Test
    void hearsAgainAfterARestart() {
        for (int i = 0; i < 3; i++) {
            heard.clear();
            hook.restart();
            player.down(Key.SPACE);
            player.up(Key.SPACE);
            awaitHeard("d:space", "u:space");
        }
    }

    @Test
    void listenerThatThrowsIsReportedAndTheHookGoesOn() {
        hook.close();
        JNativeHookInput second = new JNativeHookInput(failure::set);
        second.watch(Set.of(Key.SPACE, Key.Q));
        second.start((key, down) -> {
            if (key == Key.Q) {
                throw new IllegalStateException("on purpose");
            }
            heard.onInput(key, down);
        });
        player.down(Key.Q);
        player.up(Key.Q);
        player.down(Key.SPACE);
        player.up(Key.SPACE);
        awaitHeard("d:space", "u:space");
        await().until(() -> failure.get() != null);
        assertEquals("on purpose", failure.getAndSet(null).getMessage());
        second.close();
    }

    @Test
    void injectedKeyIsReleasedFirstWhenThePlayerHoldsIt() {
        player.down(Key.E);
        awaitHeard("d:e");
        desktop.injector().press(Key.E);
        awaitHeard("d:e", "u:e", "d:e");
        player.up(Key.E);
        awaitHeard("d:e", "u:e", "d:e", "u:e");
        desktop.injector().release(Key.E);
        marker();
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), player.target().eventsOf(Key.E));
    }

    private void tapInjected(Key key) {
        assertTrue(desktop.injector().canSend(key));
        desktop.injector().press(key);
        desktop.injector().release(key);
    }

    /** A key whose arrival proves that everything before it has arrived. */
    private void marker() {
        tapInjected(Key.F1);
        await().until(() -> !player.target().eventsOf(Key.F1).isEmpty());
    }

    private void awaitHeard(String... events) {
        await(String.join(" ", events)).atMost(Duration.ofSeconds(5)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertEquals(List.of(events), heard.events()));
    }

    private List<String> pointer() {
        return player.xinput("query-state", "Virtual core XTEST pointer").stream()
                .filter(line -> line.contains("valuator")).toList();
    }
}
