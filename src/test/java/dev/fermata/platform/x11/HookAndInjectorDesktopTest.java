package dev.fermata.platform.x11;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyListener;
import com.sun.jna.NativeLong;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.jnativehook.JNativeHookInjector;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class HookAndInjectorDesktopTest {
    private static final Set<Key> LOCKS = EnumSet.of(Key.CAPS_LOCK, Key.NUM_LOCK, Key.SCROLL_LOCK);

    /** Far more than a busy machine takes, and less than X11 keeps events back by itself. */
    private static final Duration LATEST = Duration.ofSeconds(1);

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
        player.releaseAll();
        desktop.close();
        soon().untilAsserted(() -> assertEquals(Set.of(), player.keysDown()));
        assertEquals(null, failure.get());
    }

    @Test
    void everyInjectedKeyIsHeardAndSeenAsItself() {
        for (Key key : Key.values()) {
            tapInjected(key);
            awaitHeard("d:" + key, "u:" + key);
            soon().until(() -> player.target().eventsOf(key).size() == 2);
            if (LOCKS.contains(key)) {
                tapInjected(key);
                awaitHeard("d:" + key, "u:" + key, "d:" + key, "u:" + key);
            }
            heard.clear();
        }
    }

    /** A listener behind ours finds what a heap dump would find: events that are heard and say nothing. */
    @Test
    void nothingOfAKeyIsLeftInItsEvents() {
        List<NativeKeyEvent> left = new CopyOnWriteArrayList<>();
        NativeKeyListener behind = new NativeKeyListener() {
            @Override
            public void nativeKeyPressed(NativeKeyEvent event) {
                left.add(event);
            }

            @Override
            public void nativeKeyTyped(NativeKeyEvent event) {
                left.add(event);
            }

            @Override
            public void nativeKeyReleased(NativeKeyEvent event) {
                left.add(event);
            }
        };
        hook.watch(Set.of());
        GlobalScreen.addNativeKeyListener(behind);
        try {
            player.down(Key.LEFT_SHIFT);
            player.down(Key.S);
            player.up(Key.S);
            player.up(Key.LEFT_SHIFT);
            soon().until(() -> left.stream().filter(e -> e.getID() == NativeKeyEvent.NATIVE_KEY_RELEASED).count() == 2);
        } finally {
            GlobalScreen.removeNativeKeyListener(behind);
        }
        assertTrue(left.stream().anyMatch(event -> event.getID() == NativeKeyEvent.NATIVE_KEY_TYPED));
        for (NativeKeyEvent event : left) {
            assertEquals("0 0 0 " + NativeKeyEvent.CHAR_UNDEFINED, event.getKeyCode() + " " + event.getRawCode() + " "
                    + event.getModifiers() + " " + event.getKeyChar(), event.paramString());
        }
    }

    @Test
    void fallbackInjectorSendsEveryKeyItSaysItCan() {
        JNativeHookInjector fallback = new JNativeHookInjector();
        List<Key> unheard = new ArrayList<>();
        for (Key key : Key.values()) {
            if (!fallback.canSend(key)) {
                assertThrows(DesktopException.class, () -> fallback.press(key));
                continue;
            }
            for (int tap = 0; tap < (LOCKS.contains(key) ? 2 : 1); tap++) {
                heard.clear();
                fallback.press(key);
                fallback.release(key);
                tapInjected(Key.MOUSE_MIDDLE);
                soon().until(() -> heard.events().contains("u:mouse_middle"));
                if (!heard.events().subList(0, 2).equals(List.of("d:" + key, "u:" + key))) {
                    unheard.add(key);
                }
            }
        }
        assertEquals(List.of(), unheard);
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

    @ParameterizedTest
    @ValueSource(strings = {"fr", "us(dvorak)", "ru,us"})
    void keysAreHeardAndSentByPositionWhateverTheLayout(String layout) throws Exception {
        layout(layout);
        try {
            for (Key key : List.of(Key.Q, Key.A, Key.SEMICOLON, Key.DIGIT_1, Key.KP_7, Key.LEFT_SHIFT)) {
                heard.clear();
                player.target().clear();
                player.down(key);
                player.up(key);
                awaitHeard("d:" + key, "u:" + key);
                tapInjected(key);
                awaitHeard("d:" + key, "u:" + key, "d:" + key, "u:" + key);
                soon().until(() -> player.target().eventsOf(key).equals(heard.events()));
            }
        } finally {
            layout("us");
        }
    }

    private void layout(String layout) throws Exception {
        Process set = new ProcessBuilder("setxkbmap", "-display", player.display(), layout.replaceAll("\\(.*", ""),
                layout.contains("(") ? layout.replaceAll(".*\\(|\\)", "") : "").start();
        assertTrue(set.waitFor(10, TimeUnit.SECONDS) && set.exitValue() == 0, layout);
    }

    @Test
    void injectedButtonsDoNotMoveThePointer() {
        List<String> before = pointer();
        tapInjected(Key.MOUSE_LEFT);
        awaitHeard("d:mouse_left", "u:mouse_left");
        assertEquals(before, pointer());
    }

    @Test
    void numpadKeyStaysTheSameWhenNumLockIsSwitchedWhileItIsDown() {
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
    void hearsAtOnceWhereNoWindowHasTheFocus() {
        try (NoFocus none = new NoFocus(player.display())) {
            for (Key key : List.of(Key.SPACE, Key.MOUSE_RIGHT, Key.E)) {
                heard.clear();
                player.down(key);
                soon().atMost(LATEST).untilAsserted(() -> assertEquals(List.of("d:" + key), heard.events()));
                player.up(key);
                soon().atMost(LATEST).untilAsserted(() -> assertEquals(List.of("d:" + key, "u:" + key), heard.events()));
            }
            assertTrue(none.lasts());
        }
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
        soon().until(() -> failure.get() != null);
        assertEquals("on purpose", failure.getAndSet(null).getMessage());
        second.close();
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void injectedKeyIsReleasedFirstWhenThePlayerHasItDown(Key key) {
        player.down(key);
        awaitHeard("d:" + key);
        desktop.injector().press(key);
        awaitHeard("d:" + key, "u:" + key, "d:" + key);
        player.up(key);
        awaitHeard("d:" + key, "u:" + key, "d:" + key, "u:" + key);
        desktop.injector().release(key);
        marker();
        assertEquals(heard.events().subList(0, 4), player.target().eventsOf(key));
        assertEquals(List.of("d:f1", "u:f1"), heard.events().subList(4, 6));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void suppressedKeyIsStillHeard(Key key) {
        assertEquals(Set.of(key), desktop.suppressor().suppress(Map.of(key, key)));
        player.down(key);
        player.up(key);
        awaitHeard("d:" + key, "u:" + key);
        marker();
        assertEquals(0, player.target().eventsOf(key).stream().filter(("d:" + key)::equals).count());
    }

    @Test
    void requestTheServerRefusesIsAnExceptionAndNotTheEndOfTheProcess() {
        try (X11Connection connection = X11Connection.open(player.display())) {
            XInput.Test.INSTANCE.XTestFakeKeyEvent(connection.display(), 3, true, new NativeLong(0));
            DesktopException refused =
                    assertThrows(DesktopException.class, () -> connection.sync("a keycode that cannot be"));
            assertTrue(refused.getMessage().contains("refused a keycode that cannot be: BadValue"),
                    refused.getMessage());
            connection.sync("nothing");
        }
    }

    private void tapInjected(Key key) {
        assertTrue(desktop.injector().canSend(key));
        desktop.injector().press(key);
        desktop.injector().release(key);
    }

    /** A key whose arrival proves that everything before it has arrived. */
    private void marker() {
        tapInjected(Key.F1);
        soon().until(() -> !player.target().eventsOf(Key.F1).isEmpty());
    }

    private void awaitHeard(String... events) {
        soon().untilAsserted(() -> assertEquals(List.of(events), heard.events()));
    }

    private List<String> pointer() {
        return player.xinput("query-state", "Virtual core XTEST pointer").stream()
                .filter(line -> line.contains("valuator")).toList();
    }
}
