package dev.fermata.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BadgeLookTest {
    @Test
    void mixesTheAlphaIntoEachPart() {
        assertEquals(0xff102030, BadgeLook.mixed(0x102030, 1));
        assertEquals(0x80804000, BadgeLook.mixed(0xff8000, 0.5));
        assertEquals(0x00000000, BadgeLook.mixed(0xff8000, 0));
    }
}
