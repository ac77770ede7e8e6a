package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @BeforeEach
    void captureStandardError() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(realErr);
        Logging.configure(Level.WARN, null);
    }

    @Test
    void showsWarningsOnTheConsoleAndKeepsMoreInTheFile() throws IOException {
        Logging.configure(Level.WARN, folder);

        LOG.debug("too small");
        LOG.info("for the file");
        LOG.warn("for both");

        assertTrue(console().matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  LoggingTest: for both\\R"), console());
        List<String> lines = Files.readAllLines(folder.resolve(Logging.FILE_NAME));
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).endsWith("INFO  [main] LoggingTest: for the file"), lines.get(0));
        assertTrue(lines.get(1).endsWith("for both"), lines.get(1));
    }

    @Test
    void anotherLevelOfTheConsoleCountsAtOnceAndTheFileStaysAsItIs() throws IOException {
        Logging.configure(Level.WARN, folder);
        Logging.show(Level.DEBUG);
        LOG.debug("seen now");
        Logging.show(Level.ERROR);
        LOG.warn("for the file");
        LOG.debug("for nobody");

        assertTrue(console().endsWith("DEBUG LoggingTest: seen now" + System.lineSeparator()), console());
        List<String> lines = Files.readAllLines(folder.resolve(Logging.FILE_NAME));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).endsWith("for the file"), lines.get(0));
    }

    @Test
    void printsTheStackTraceOfAnException() {
        Logging.configure(Level.WARN, null);

        LOG.error("failed at {}", 7, new IllegalStateException("outer", new IOException("inner")));

        List<String> lines = console().lines().toList();
        assertTrue(lines.get(0).endsWith("ERROR LoggingTest: failed at 7"), lines.get(0));
        assertEquals("java.lang.IllegalStateException: outer", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat "), lines.get(2));
        assertTrue(lines.contains("Caused by: java.io.IOException: inner"), console());
    }

    @Test
    void createsNoFileWithoutAFolder() throws IOException {
        Logging.configure(Level.DEBUG, null);

        LOG.debug("seen");
        LOG.trace("not seen");

        assertTrue(console().endsWith("DEBUG LoggingTest: seen" + System.lineSeparator()), console());
        assertEquals(List.of(), filesIn(folder));
    }

    @Test
    void keepsAtMostFiveFilesOfAboutOneMegabyte() throws IOException {
        // A folder whose name means something in logback's patterns.
        Path odd = folder.resolve("50% of %i (old)");
        Logging.configure(Level.ERROR, odd);
        String line = "x".repeat(1_000);

        for (int i = 0; i < 7_500; i++) {
            LOG.info("{} {}", i, line);
        }

        assertEquals(
                List.of("fermata.log", "fermata.log.1", "fermata.log.2", "fermata.log.3", "fermata.log.4"),
                filesIn(odd));
        assertTrue(Files.readString(odd.resolve("fermata.log")).contains(" 7499 x"));
        for (String name : filesIn(odd)) {
            assertTrue(Files.size(odd.resolve(name)) < (1 << 20) + 2_000, name);
        }
        assertEquals("", console());
        if (odd.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(odd)));
            for (String name : filesIn(odd)) {
                assertEquals("rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(odd.resolve(name))), name);
            }
        }
    }

    @Test
    void aNameInALineNeitherCommandsTheTerminalNorLooksLikeALineOfItsOwn() throws IOException {
        Logging.configure(Level.WARN, folder);

        LOG.warn("the file {} is odd", "\u001b[2J\u202egpj\n2026-01-01T00:00:00Z WARN  [main] Agent: all is well");

        for (String text : List.of(console(), Files.readString(folder.resolve(Logging.FILE_NAME)))) {
            assertFalse(text.contains("\u001b") || text.contains("\u202e"), text);
            assertTrue(text.lines().skip(1).allMatch(line -> line.startsWith("    ")), text);
            assertEquals(2, text.lines().count(), text);
        }
    }

    @Test
    void followsNoLink() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path precious = Files.writeString(folder.resolve("precious"), "");
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.createSymbolicLink(logs.resolve(Logging.FILE_NAME), precious);

        Logging.configure(Level.WARN, logs);
        LOG.warn("somewhere else");

        assertTrue(console().lines().findFirst().orElse("").contains("is a link"), console());
        assertEquals("", Files.readString(precious));
    }

    @Test
    void goesOnWithoutAFileThatCannotBeWritten() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("taken"), "");

        Logging.configure(Level.WARN, notAFolder);
        LOG.warn("still here");

        List<String> lines = console().lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("cannot be written"), lines.get(0));
        assertTrue(lines.get(1).endsWith("still here"), lines.get(1));
    }

    @Test
    @Tag("long")
    void followsTheSystemPropertiesFromTheFirstLoggerOn() throws Exception {
        assertEquals(List.of("WARN  Program: warn"), runProgram());
        assertEquals(
                List.of("INFO  Program: info", "WARN  Program: warn"),
                runProgram("-Dfermata.log.level=info", "-Dfermata.log.file.level=ERROR", "-Dfermata.log.dir=" + folder));
        assertEquals(0, Files.size(folder.resolve(Logging.FILE_NAME)));
        assertEquals(List.of("WARN  Program: warn"), runProgram("-Dfermata.log.level=bogus"));
    }

    /** What a JVM of its own prints, both streams together, without the time of day. */
    private List<String> runProgram(String... options) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().map(line -> line.replaceFirst("^[0-9:.]+ ", "")).toList();
    }

    private String console() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        assertFalse(Files.notExists(folder), folder::toString);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Logs without having configured anything. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Logger log = LoggerFactory.getLogger("Program");
            log.info("info");
            log.warn("warn");
        }
    }
}
