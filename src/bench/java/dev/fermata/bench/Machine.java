package dev.fermata.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were taken on. */
record Machine(int cores, String processor, String virtualMachine, String system, double load) {

    static Machine here() {
        return new Machine(Runtime.getRuntime().availableProcessors(), readProcessor(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String readProcessor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    /** In one line. */
    String words() {
        return cores + " cores (" + processor + "), " + virtualMachine + ", " + system + ", load average "
                + Figures.number(load) + " at the start";
    }
}
