package dev.fermata.stream.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes a history, at any moment: the file opens, is whole, has everything that it said was
 * written, and no gap.
 */
@Timeout(300)
class HistoryKilledTest {
    private static final HistoryQuery EVERYTHING = new HistoryQuery(0, Long.MAX_VALUE / 1_000, Set.of(), "", "", "",
            1_000_000);

    @TempDir
    private Path home;
    private long next = 1;

    @Test
    @Tag("long")
    void killedTwiceNothingThatWasWrittenIsGone() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 2; round++) {
            kill(true, random.nextInt(200), 1_000_000_000);
        }
        assertTrue(next > 1, "something was written");
    }

    @Test
    @Tag("proof")
    void killedTwelveTimesNothingThatWasWrittenIsGone() throws Exception {
        Random random = new Random(2);
        for (int round = 0; round < 12; round++) {
            kill(round % 4 > 0, random.nextInt(700), 1_000_000_000);
        }
        assertTrue(next > 500, "much was written: " + next);
    }

    /** The same while the oldest is being thrown away. */
    @Test
    @Tag("proof")
    void killedWhileItMakesRoomItIsWhole() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 6; round++) {
            kill(true, random.nextInt(1_500), 1_000_000);
        }
        assertTrue(numbers().size() < next - 1, "some of it has gone");
    }

    /** @param hasWritten whether the time counts from its first batch, and not from its start */
    private void kill(boolean hasWritten, int afterMillis, long most) throws Exception {
        Path output = home.resolve("said");
        Process writer = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(), home.resolve("h").toString(),
                Long.toString(next), Long.toString(most)).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5))
                .until(() -> Files.readString(output).lines().filter(line -> !hasWritten
                        || !line.equals("written " + (next - 1))).count() > 1);
        TimeUnit.MILLISECONDS.sleep(afterMillis);
        writer.destroyForcibly();
        assertEquals(137, writer.waitFor(), "killed");
        List<String> said = Files.readAllLines(output);
        assertTrue(said.get(0).startsWith("written"), said.get(0));
        long written = said.stream().filter(line -> line.matches("written \\d+"))
                .mapToLong(line -> Long.parseLong(line.substring(8))).max().orElse(next - 1);
        // The last line may be cut off in its middle.
        assertEquals(List.of(), said.stream().limit(Math.max(0, said.size() - 1)).filter(line ->
                !line.matches("written \\d+")).toList());

        new HistoryFile(home.resolve("h")).store(most, message -> fail("set aside: " + message)).close();
        new HistoryFile(home.resolve("h")).check();
        List<Long> numbers = numbers();
        long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        assertTrue(last >= written, "the last is " + last + ", and it said " + written);
        for (int i = 1; i < numbers.size(); i++) {
            assertEquals(numbers.get(i - 1) + 1, numbers.get(i), "no gap");
        }
        next = last + 1;
    }

    private List<Long> numbers() throws HistoryException {
        HistoryFile file = new HistoryFile(home.resolve("h"));
        try (HistoryReader reader = new HistoryReader(file)) {
            return reader.find(EVERYTHING).stream().map(HistoryEntry::text)
                    .map(text -> Long.parseLong(text.substring(0, text.indexOf(' ')))).toList();
        }
    }
}
