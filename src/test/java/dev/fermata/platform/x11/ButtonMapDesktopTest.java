package dev.fermata.platform.x11;

import static dev.fermata.platform.PhysicalKeys.Reading.DOWN;
import static dev.fermata.platform.PhysicalKeys.Reading.UP;
import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A button is what the game gets, whatever the user's button maps: the hook, the reading of the device,
 * what is sent and what is kept from the game mean the same by it. The witness is a foreign window. One
 * map turns the buttons round instead of exchanging two, so that applying it backwards or twice shows.
 */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class ButtonMapDesktopTest {
    private static final List<Key> BUTTONS = List.of(Key.MOUSE_LEFT, Key.MOUSE_MIDDLE, Key.MOUSE_RIGHT);
    private static final String MOUSE = "Xephyr virtual mouse";
    private static final String XTEST = "Virtual core XTEST pointer";

    /** How a user comes to another map. */
    enum Remapping {
        DESKTOP("3 2 1", "1 2 3"), DEVICE("1 2 3", "3 2 1"), TURNED("2 3 1", "1 2 3"), BOTH("2 3 1", "2 3 1");

        private final String ofDesktop;
        private final String ofDevice;

        Remapping(String ofDesktop, String ofDevice) {
            this.ofDesktop = ofDesktop;
            this.ofDevice = ofDevice;
        }
    }

    private final VirtualDesktop player;
    private final JNativeHookInput hook = new JNativeHookInput(e -> { });
    private final Heard heard = new Heard();
    private Desktop desktop;

    ButtonMapDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @BeforeEach
    void open() {
        desktop = X11Desktop.open(player.display(), hook, X11Injector.EchoCorrection.NONE, e -> { });
        hook.watch(Set.copyOf(BUTTONS));
        hook.start(heard);
    }

    @AfterEach
    void close() {
        player.releaseAll();
        desktop.close();
        soon().untilAsserted(() -> assertEquals(Set.of(), player.keysDown()));
        player.buttonMap("default");
        mapDevice(MOUSE, "1 2 3");
        mapDevice(XTEST, "1 2 3");
    }

    private void remap(Remapping remapping) {
        player.buttonMap(remapping.ofDesktop);
        mapDevice(MOUSE, remapping.ofDevice);
    }

    private void mapDevice(String device, String map) {
        String[] buttons = map.split(" ");
        player.xinput("set-button-map", device, buttons[0], buttons[1], buttons[2]);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheGameGetsIsWhatIsHeardAndReadDown(Remapping remapping) {
        remap(remapping);
        for (Key pressed : BUTTONS) {
            player.target().clear();
            heard.clear();
            player.down(pressed);
            soon().until(() -> player.target().events().size() == 1 && heard.events().size() == 1);
            Key button = player.target().events().get(0).key();
            assertEquals(List.of("d:" + button), heard.events());
            for (Key each : BUTTONS) {
                assertEquals(each == button ? DOWN : UP, read(each), () -> each + " while the game has " + button);
            }
            player.up(pressed);
            soon().until(() -> heard.events().equals(List.of("d:" + button, "u:" + button)));
            soon().until(() -> player.target().events().size() == 2);
            assertEquals(UP, read(button));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentIsWhatTheGameGets(Remapping remapping) {
        remap(remapping);
        if (remapping == Remapping.BOTH) {
            mapDevice(XTEST, "3 1 2");
        }
        for (Key button : BUTTONS) {
            player.target().clear();
            heard.clear();
            desktop.injector().press(button);
            soon().until(() -> player.target().eventsOf(button).equals(List.of("d:" + button)));
            assertEquals(UP, desktop.physicalKeys().read(button, true), "the agent's own");
            assertEquals(DOWN, desktop.physicalKeys().read(button, false), "as if another program's");
            desktop.injector().release(button);
            soon().until(() -> player.target().events().size() == 2 && heard.events().contains("u:" + button));
            assertEquals(List.of("d:" + button, "u:" + button), player.target().eventsOf(button));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aManagedButtonIsKeptFromTheGameAndSentAgainWhileItIsDown(Remapping remapping) {
        remap(remapping);
        Key button = Key.MOUSE_RIGHT;
        assertEquals(Set.of(button), desktop.suppressor().suppress(Map.of(button, button)));
        for (Key pressed : BUTTONS) {
            player.target().clear();
            heard.clear();
            player.down(pressed);
            soon().until(() -> heard.events().size() == 1);
            if (heard.events().equals(List.of("d:" + button))) {
                soon().until(() -> desktop.suppressor().kept() == 1);
                assertEquals(List.of(), player.target().events());
                desktop.injector().press(button);
                soon().untilAsserted(() -> assertEquals(List.of("u:" + button, "d:" + button),
                        player.target().eventsOf(button)));
            } else {
                soon().until(() -> player.target().events().size() == 1);
            }
            player.up(pressed);
            soon().until(() -> player.keysDown().isEmpty() && heard.events().get(heard.events().size() - 1).startsWith("u:"));
        }
        assertEquals(1, desktop.suppressor().kept());
        desktop.injector().release(button);
    }

    @Test
    void theMapMayChangeAtAnyTime() {
        for (Remapping remapping : Remapping.values()) {
            whatTheGameGetsIsWhatIsHeardAndReadDown(remapping);
            whatIsSentIsWhatTheGameGets(remapping);
        }
    }

    @Test
    void aButtonThatTheUserHasTurnedOffCannotBeSentAndTheMessageSaysWhy() {
        player.buttonMap("1 0 3");
        DesktopException refused =
                assertThrows(DesktopException.class, () -> desktop.injector().press(Key.MOUSE_MIDDLE));
        assertTrue(refused.getMessage().contains("button map"), refused::getMessage);
        assertEquals(UP, desktop.physicalKeys().read(Key.MOUSE_MIDDLE, false));
    }

    private PhysicalKeys.Reading read(Key button) {
        return desktop.physicalKeys().read(button, false);
    }
}
