package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {
    @TempDir
    private Path process;

    @Test
    void thoseThatAreOpenAreTakenFromThoseAllowed() throws IOException {
        Files.writeString(process.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             7823                 7823                 processes
                Max open files            64                   1024                 files
                """);
        Files.createDirectory(process.resolve("fd"));
        for (int i = 0; i < 10; i++) {
            Files.createFile(process.resolve("fd").resolve(Integer.toString(i)));
        }
        assertEquals(OptionalInt.of(54), Descriptors.free(process));
    }

    @Test
    void whereNothingIsToldNothingIsKnown() {
        assertEquals(OptionalInt.empty(), Descriptors.free(process.resolve("not there")));
        assertEquals(256, Descriptors.connections(256, OptionalInt.empty()));
    }

    @Test
    void connectionsLeaveSomeToTheRest() {
        assertEquals(256, Descriptors.connections(256, OptionalInt.of(1_000)));
        assertEquals(40 - Descriptors.RESERVED, Descriptors.connections(256, OptionalInt.of(40)));
        assertEquals(Descriptors.FEWEST_CONNECTIONS, Descriptors.connections(256, OptionalInt.of(3)));
        assertEquals(2, Descriptors.connections(2, OptionalInt.of(3)));
    }
}
