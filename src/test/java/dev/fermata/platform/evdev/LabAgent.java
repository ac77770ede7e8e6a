package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.observe.EventLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The agent that scenarios play on. To start one takes longer than most scenarios, so one that plays the profile that
 * is asked for goes on with the next; of its events and messages each scenario sees its own.
 */
final class LabAgent implements AutoCloseable {
    private final Path folder;
    private AgentProcess process;
    private String profile = "";
    private int firstEvent;
    private int firstMessage;

    /** @param folder for the profile */
    LabAgent(Path folder) {
        this.folder = folder;
    }

    /** Has one that plays that profile, and has the game read what it sends. */
    void play(Lab game, String wanted) throws IOException {
        if (process != null && process.isAlive() && profile.equals(wanted)) {
            soon().until(() -> holds(0) == 0);
            firstEvent = process.events().size();
            firstMessage = process.messages().length();
            begin(game);
        } else {
            start(game, wanted, Map.of());
        }
    }

    /** The same, newly started. */
    void start(Lab game, String wanted, Map<String, String> environment) throws IOException {
        close();
        Path file = folder.resolve("test.toml");
        Files.writeString(file, wanted);
        profile = wanted;
        process = new AgentProcess(environment, event -> { },
                "-p", file.toString(), "--platform", "evdev", "--start", "running", "--no-api");
        firstEvent = 0;
        firstMessage = 0;
        awaitEvent("state");
        begin(game);
    }

    private void begin(Lab game) {
        game.ask("down OURS", "down Fermata");
        game.say("watch OURS");
        game.mark();
    }

    AgentProcess process() {
        return process;
    }

    /** What it has told people. */
    String messages() {
        return process == null ? "" : process.messages().substring(firstMessage);
    }

    /** Of that what is not as it should be. */
    List<String> warnings() {
        return messages().lines().filter(line -> line.contains("!") || line.contains("WARN")).toList();
    }

    long count(String event) {
        return count(event, firstEvent);
    }

    private long count(String event, int from) {
        List<EventLine> all = process.events();
        return all.subList(from, all.size()).stream().filter(each -> each.name().equals(event)).count();
    }

    private long holds(int from) {
        return count("hold_added", from) - count("hold_removed", from);
    }

    void awaitEvent(String name) {
        soon().untilAsserted(() -> assertTrue(count(name) > 0,
                () -> name + " did not happen; " + process.messages() + process.events()));
    }

    void awaitHolds(int wanted) {
        soon().until(() -> holds(0) == wanted);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Long, for a kernel in a process of a busy machine is slow; what is awaited comes at once elsewhere. */
    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    /** Ends it. One that was killed takes a moment to be gone, and keeps the next away until then. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
            soon().until(() -> !process.isAlive());
        }
    }
}
