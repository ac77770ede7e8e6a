package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both launchers, that of a checkout and that of an installation, in odd surroundings; with this Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are shell scripts")
@Tag("long")
@Tag("proof")
class LauncherTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Pattern OPTION = Pattern.compile("-X[\\w:+=-]+");
    private static final long PATIENCE_SECONDS = 60;
    /** Letters by their bytes in UTF-8: the JVM of the tests may have been started in any locale itself. */
    private static final String ODD_FOLDER = "$(printf 'h\\303\\266me \\342\\202\\254')";
    private static final String ODD_FILE = "$(printf 'pr\\303\\274fe.toml')";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "checkout,  JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "checkout,  _JAVA_OPTIONS,     -XX:+UseParallelGC -Xmx4m",
        "checkout,  FERMATA_OPTS,      -XX:+UseG1GC -Xmx96m",
        "checkout,  FERMATA_OPTS,      -Xmx6m",
        "installed, JAVA_OPTS,         -Xmx6144K",
        "installed, JDK_JAVA_OPTIONS,  -XX:+UseG1GC -Xms1g",
        "installed, JAVA_OPTS,         -XX:+UseParallelGC"})
    void startsWithAnotherCollectorOrHeapInTheEnvironment(String kind, String variable, String options)
            throws Exception {
        Run run = run(Map.of(variable, options), "exec \"$0\" --version", LaunchTree.launcher(kind, folder));

        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().startsWith("fermata "), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "installed"})
    void worksInFoldersWithAnyLettersInTheLocaleC(String kind) throws Exception {
        Path launcher = LaunchTree.launcher(kind, folder);
        Path profile = PROJECT.resolve("profiles").resolve("demo.toml");
        // The program, the home folder and the profile; each of its own name.
        String there = "set -e; cd \"$1\"; mkdir \"" + ODD_FOLDER + "\"; cd \"" + ODD_FOLDER
                + "\"; export HOME=$PWD/home;"
                + " mkdir home program; cp \"$2\" \"" + ODD_FILE + "\"; mv \"$0\"/* program;";

        Path command = LaunchTree.root(launcher).relativize(launcher);
        Run run = run(Map.of("LC_ALL", "C", "LANG", "C"), there + " program/" + command
                + " service install -p \"" + ODD_FILE + "\" && program/" + command
                + " service status; ls -A", LaunchTree.root(launcher), folder, profile);

        assertTrue(run.out().contains("installed ("), run::toString);
        assertTrue(run.out().contains("prüfe.toml"), run::toString);
        List<String> left = run.out().lines().skip(run.out().lines().count() - 3).toList();
        assertEquals(List.of("home", "program", "prüfe.toml"), left, run::toString);
    }

    @Test
    void withoutAHomeFolderNothingIsMade() throws Exception {
        // As Java tells it when neither HOME nor the user database names one; -D comes later than the launcher's.
        Path launcher = LaunchTree.launcher("checkout", folder);
        Path here = Files.createDirectory(folder.resolve("here"));

        Run run = run(Map.of("FERMATA_OPTS", "-Duser.home=?"), "cd \"$1\"; unset HOME; exec \"$0\" check",
                launcher, here);

        assertEquals(ExitCode.FAILURE, run.code(), run::toString);
        assertTrue(run.err().contains("there is no home folder"), run::toString);
        try (Stream<Path> made = Files.list(here)) {
            assertEquals(List.of(), made.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fermata.cmd", "scripts/package-windows.ps1"})
    void whatStartsItOnWindowsKnowsNoOptionThatTheLauncherHasNot(String script) throws IOException {
        String common = Files.readString(PROJECT.resolve("scripts/common.sh"));
        Set<String> known = Set.of(LaunchTree.first(LaunchTree.JVM_OPTIONS, common)
                .replace("\\\n", " ").split(" +"));
        List<String> used = OPTION.matcher(Files.readString(PROJECT.resolve(script))).results()
                .map(MatchResult::group).toList();

        assertTrue(used.containsAll(List.of("-XX:+UseSerialGC", "-Xmx64m")), used::toString);
        assertEquals(List.of(), used.stream().filter(option -> !known.contains(option)).toList());
    }

    private record Run(int code, String out, String err) {
    }

    /** Runs a shell script; {@code $0} and what follows are the paths. */
    private Run run(Map<String, String> environment, String script, Path... paths) throws Exception {
        List<String> command = Stream.concat(Stream.of("sh", "-c", script),
                Arrays.stream(paths).map(Path::toString)).toList();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG", "DISPLAY", "XDG_CONFIG_HOME",
                "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "JAVA_TOOL_OPTIONS", "JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FERMATA_NO_BUILD", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "not ended: " + script);
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
