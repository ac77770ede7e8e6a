package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTest {
    @ParameterizedTest
    @CsvSource({"rbutton,MOUSE_RIGHT", "right_mouse,MOUSE_RIGHT", "lbutton,MOUSE_LEFT", "xbutton1,MOUSE_BACK",
        "spacebar,SPACE", "Q,Q", " 1 ,DIGIT_1", "numpad1,KP_1", "ctrl,LEFT_CTRL", "RShift,RIGHT_SHIFT", "esc,ESCAPE"})
    void knowsAliases(String name, Key key) {
        assertEquals(Optional.of(key), Key.find(name));
    }

    @Test
    void aBareModifierIsBothSidesWhereItIsWatched() {
        assertEquals(Set.of(Key.LEFT_SHIFT, Key.RIGHT_SHIFT), Key.findAll("shift"));
        assertEquals(Set.of(Key.LEFT_ALT), Key.findAll("left_alt"));
        assertEquals(Set.of(), Key.findAll("hyper"));
    }

    @ParameterizedTest
    @EnumSource
    void everyNameAndAliasFindsItsKey(Key key) {
        assertEquals(Optional.of(key), Key.find(key.id()));
        key.aliases().forEach(alias -> assertEquals(Set.of(key), Key.findAll(alias)));
        assertTrue(key.id().matches("[a-z0-9_]+"));
    }

    @Test
    void onlyButtonsAreOfTheMouse() {
        assertTrue(Key.MOUSE_LEFT.isMouse());
        assertTrue(Key.MOUSE_FORWARD.isMouse());
        assertTrue(Key.WHEEL_DOWN.isMouse());
        assertFalse(Key.KP_ENTER.isMouse());
        assertFalse(Key.MOUSE_FORWARD.isWheel());
        assertTrue(Key.WHEEL_UP.isWheel());
    }

    @Test
    void suggestsWhatWasProbablyMeant() {
        assertEquals("space", MeantKeys.among("spcae").get(0));
        assertEquals(List.of(), MeantKeys.among("completely_else"));
    }

    @Test
    void aHotkeyNamesEitherSideByItsBareName() {
        Hotkey panic = new Hotkey(List.of(Key.findAll("ctrl"), Set.of(Key.RIGHT_SHIFT)), Key.F12);
        assertEquals("ctrl+right_shift+f12", panic.toString());
        assertEquals(Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL, Key.RIGHT_SHIFT, Key.F12), panic.keys());
    }
}
