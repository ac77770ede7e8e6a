package dev.fermata.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Glob;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
    @Test
    void allAreThePlayersUnlessSomeAreNamed() {
        assertTrue(DeviceChoice.ALL.includes("AT Translated Set 2 keyboard"));
        DeviceChoice some = new DeviceChoice(List.of(new Glob("*keyboard*"), new Glob("Pad")), List.of());
        assertTrue(some.includes("AT Translated Set 2 Keyboard"));
        assertTrue(some.includes("pad"));
        assertFalse(some.includes("Logitech Mouse"));
    }

    @Test
    void whatIsLeftOutIsLeftOutInAnyCase() {
        DeviceChoice some = new DeviceChoice(List.of(new Glob("*")), List.of(new Glob("*ScannerX*")));
        assertFalse(some.includes("USB scannerx 2"));
        assertEquals(List.of(new Glob("*")), some.only());
    }
}
