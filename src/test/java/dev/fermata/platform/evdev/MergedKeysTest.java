package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MergedKeysTest {
    private final Virtual virtual = new Virtual();
    private final MergedKeys keys = new MergedKeys(virtual);

    private void player(int code, boolean down) {
        Events frame = new Events(4);
        frame.add(0, Codes.EV_KEY, code, down ? 1 : 0);
        keys.forward(frame);
    }

    @Test
    void aKeyIsPressedAndReleased() {
        keys.press(16);
        keys.release(16);
        assertEquals("+16 | -16 |", virtual.take());
    }

    @Test
    void aPressIsSeenWhoeverHasTheKeyDownAlready() {
        player(16, true);
        keys.press(16);
        keys.press(16);
        player(16, true);
        assertEquals("+16 | -16 | +16 | -16 | +16 | -16 | +16 |", virtual.take());
    }

    @Test
    void aKeyStaysDownWhileOneOfTheTwoHasItDown() {
        player(16, true);
        keys.press(16);
        virtual.take();
        keys.release(16);
        assertEquals("", virtual.take());
        player(16, false);
        assertEquals("-16 |", virtual.take());
        keys.press(16);
        player(16, true);
        virtual.take();
        player(16, false);
        assertEquals("", virtual.take());
        keys.release(16);
        assertEquals("-16 |", virtual.take());
    }

    @Test
    void aStepOfTheWheelComesInBothMeasures() {
        keys.turnWheel(true);
        keys.turnWheel(false);
        assertEquals("r8:1 r11:120 | r8:-1 r11:-120 |", virtual.take());
    }

    @Test
    void whatThePlayerHasDownIsLetGoAndTheAgentsStays() {
        for (int code = 1; code < Codes.KEY_LIMIT; code++) {
            player(code, true);
        }
        keys.press(16);
        virtual.take();
        keys.releasePlayers();
        assertEquals(1, virtual.down.cardinality());
        keys.release(16);
        assertEquals(0, virtual.down.cardinality());
    }
}
