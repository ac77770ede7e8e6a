package dev.fermata.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench soak}. */
@Command(name = "soak", mixinStandardHelpOptions = true, description = "Plays at random and checks the guarantees.")
final class Soak implements Callable<Integer> {
    @Option(names = "--minutes", defaultValue = "10")
    private double minutes;

    @Override
    public Integer call() {
        return 0;
    }
}
