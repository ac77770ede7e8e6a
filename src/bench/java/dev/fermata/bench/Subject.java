package dev.fermata.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was measured: no path, which would tell only where somebody had it.
 *
 * @param version as the command says
 * @param packaged whether it is an installed or unpacked package, with its own Java
 * @param commit of the checkout the benchmarks come from
 */
record Subject(String version, boolean packaged, String commit) {
    static Subject of(Path command) {
        Path home = command.toAbsolutePath().normalize().getParent().getParent();
        boolean packaged = home != null && Files.isExecutable(home.resolve("runtime/bin/java"));
        return new Subject(firstLine(List.of(command.toString(), "--version")), packaged,
                firstLine(List.of("git", "describe", "--always", "--dirty", "--exclude=*")));
    }

    /** In a few words. */
    String words() {
        return version + (packaged ? " (packaged)" : " (checkout)") + " at " + commit;
    }

    private static String firstLine(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                String line = reader.readLine();
                reader.lines().forEach(rest -> { });
                return process.waitFor() == 0 && line != null ? line : "unknown";
            }
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
