package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvdevRightsTest {
    @TempDir Path folder;

    @Test
    void withoutTheModuleTheCommandIsTold() {
        assertTrue(problem().orElseThrow().contains("modprobe uinput"));
    }

    @Test
    void withoutAnyDeviceOneMayStillCome() throws IOException {
        Files.createFile(folder.resolve("uinput"));
        assertEquals(Optional.empty(), problem());
    }

    @Test
    void oneDeviceThatCanBeReadIsEnough() throws IOException {
        Files.createFile(folder.resolve("uinput"));
        Files.createFile(Files.createDirectory(folder.resolve("input")).resolve("event3"));
        assertEquals(Optional.empty(), problem());
        // No file can be read that is not there, whoever asks: root may read all others.
        Files.delete(folder.resolve("input/event3"));
        Files.createSymbolicLink(folder.resolve("input/event3"), folder.resolve("nothing"));
        assertTrue(problem().orElseThrow().contains("may not read the devices"));
        assertTrue(problem().orElseThrow().endsWith(EvdevRights.ADVICE));
    }

    private Optional<String> problem() {
        return EvdevRights.problem(folder.resolve("uinput"), folder.resolve("input"));
    }
}
