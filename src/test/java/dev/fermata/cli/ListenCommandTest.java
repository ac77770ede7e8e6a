package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void aMachineWithoutAMicrophoneIsToldSo() {
        assertEquals(1, ListenCommand.devices(List.of(), new PrintWriter(out)));
        assertTrue(out.toString().startsWith("there is no microphone"), out::toString);
    }

    @Test
    void eachMicrophoneIsALine() {
        assertEquals(0, ListenCommand.devices(List.of("Built-in", "Headset"), new PrintWriter(out)));
        assertEquals(List.of("Built-in", "Headset"), out.toString().lines().toList());
    }
}
