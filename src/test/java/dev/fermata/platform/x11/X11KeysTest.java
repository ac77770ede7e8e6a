package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class X11KeysTest {
    @ParameterizedTest
    @EnumSource(Key.class)
    void everyKeyHasACodeThatLeadsBackToIt(Key key) {
        int code = X11Keys.code(key);
        assertTrue(code >= (key.isMouse() ? 1 : 8) && code <= 255, key + " has code " + code);
        assertEquals(Optional.of(key), X11Keys.key(code, key.isMouse()));
    }

    @ParameterizedTest
    @CsvSource({"ESCAPE,9", "DIGIT_0,19", "Q,24", "ENTER,36", "BACKSLASH,51", "KP_MULTIPLY,63", "SPACE,65",
        "F12,96", "KP_ENTER,104", "MENU,135", "F13,191", "F24,202", "MOUSE_RIGHT,3", "MOUSE_BACK,8",
        "WHEEL_UP,4", "WHEEL_DOWN,5"})
    void codesAreThoseOfThePc105KeyboardUnderEvdev(Key key, int code) {
        assertEquals(code, X11Keys.code(key));
    }

    @Test
    void theSidesOfTheWheelAreNoKeys() {
        assertEquals(Optional.empty(), X11Keys.key(6, true));
    }
}
