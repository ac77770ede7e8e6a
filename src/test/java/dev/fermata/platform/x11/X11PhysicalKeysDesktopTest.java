package dev.fermata.platform.x11;

import static dev.fermata.platform.PhysicalKeys.Reading.DOWN;
import static dev.fermata.platform.PhysicalKeys.Reading.UP;
import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class X11PhysicalKeysDesktopTest {
    private final VirtualDesktop player;
    private final InputHook hook = new JNativeHookInput(e -> { });
    private Desktop desktop;

    X11PhysicalKeysDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @BeforeEach
    void open() {
        desktop = X11Desktop.open(player.display(), hook, X11Injector.EchoCorrection.NONE, e -> { });
    }

    @AfterEach
    void close() {
        player.releaseAll();
        desktop.close();
        soon().untilAsserted(() -> assertEquals(Set.of(), player.keysDown()));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "LEFT_SHIFT", "KP_7", "MOUSE_LEFT", "MOUSE_BACK"})
    void keyThePlayerHasDownIsDown(Key key) {
        assertEquals(UP, read(key, false));
        player.down(key);
        awaitReading(key, false, DOWN);
        assertEquals(DOWN, read(key, true));
        player.up(key);
        awaitReading(key, false, UP);
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void keyAnotherProgramHasDownCountsAsThePlayers(Key key) {
        player.otherProgramDown(key);
        awaitReading(key, false, DOWN);
        player.otherProgramUp(key);
        awaitReading(key, false, UP);
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void keyTheAgentHasDownIsUp(Key key) {
        desktop.injector().press(key);
        assertEquals(UP, read(key, true));
        player.down(key);
        awaitReading(key, true, DOWN);
        player.up(key);
        awaitReading(key, true, UP);
        desktop.injector().release(key);
        assertEquals(UP, read(key, false));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void keyThePlayerHasDownStaysDownWhenTheAgentTapsIt(Key key) {
        player.down(key);
        awaitReading(key, false, DOWN);
        desktop.injector().press(key);
        desktop.injector().release(key);
        assertEquals(DOWN, read(key, false));
        player.up(key);
        awaitReading(key, false, UP);
    }

    @Test
    void devicesMayComeAndGo() {
        assertEquals(UP, read(Key.E, false));
        player.xinput("create-master", "pad");
        player.down(Key.E);
        awaitReading(Key.E, false, DOWN);
        player.xinput("disable", "Xephyr virtual keyboard");
        awaitReading(Key.E, false, UP);
        player.xinput("enable", "Xephyr virtual keyboard");
        player.xinput("remove-master", "pad pointer");
        player.up(Key.E);
        player.down(Key.E);
        awaitReading(Key.E, false, DOWN);
        player.up(Key.E);
        awaitReading(Key.E, false, UP);
    }

    private PhysicalKeys.Reading read(Key key, boolean sentByUs) {
        return desktop.physicalKeys().read(key, sentByUs);
    }

    private void awaitReading(Key key, boolean sentByUs, PhysicalKeys.Reading reading) {
        soon().untilAsserted(() -> assertEquals(reading, read(key, sentByUs)));
    }
}
