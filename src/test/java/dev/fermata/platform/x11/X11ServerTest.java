package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class X11ServerTest {
    private static final String XORG = "The X.Org Foundation";

    @Test
    void versionsAreThoseThatPeopleKnow() {
        assertEquals("21.1.7", X11Server.version(XORG, 12_101_007));
        assertEquals("1.20.11", X11Server.version(XORG, 12_011_000));
        assertEquals("23.2.6", X11Server.version(XORG, 12_302_006));
        assertEquals("11000", X11Server.version("The VNC people", 11_000));
    }
}
