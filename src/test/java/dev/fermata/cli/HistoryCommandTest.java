package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.app.Places;
import dev.fermata.event.Event;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.Printable;
import dev.fermata.stream.history.Histories;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fermata history} prints of a real history. */
class HistoryCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;
    private String out;
    private String err;

    @BeforeEach
    void happens() throws Exception {
        Histories.write(home.resolve("state").resolve("history"), NOON, new Event.ActionPlayed(0, "Fire bolt", Origin.SKILL, Lane.NORMAL, 0),
                new Event.ActionDropped(1_000_000_000, "=1+1", Origin.API, Lane.LOW, "a hold, \"mine\""),
                new Event.HoldRemoved(2_000_000_000, "api:obs", "scene \u001b[31m over", 1));
    }

    private int run(String... arguments) {
        StringWriter written = new StringWriter();
        StringWriter wrong = new StringWriter();
        CommandEnvironment environment = new CommandEnvironment(new Places(home, home, home.resolve("state"), home),
                Map.of(), false);
        int code = Main.commandLine(new HistoryCommand(environment, ZoneOffset.ofHours(1)))
                .setOut(new PrintWriter(written)).setErr(new PrintWriter(wrong)).execute(arguments);
        out = written.toString();
        err = wrong.toString();
        return code;
    }

    @Test
    void aLineForEach() {
        assertEquals(0, run("--since", "always"));
        assertEquals("""
                2026-03-01 13:00:00  action   played             Fire bolt
                2026-03-01 13:00:01  action   dropped            =1+1 \u00b7 a hold, "mine"
                2026-03-01 13:00:02  other    hold_removed       api:obs: scene ?[31m over
                """.replace("?[31m", Printable.line("\u001b[31m")), out.replace("\r\n", "\n"));
    }

    @Test
    void timesAreThoseOfThisPlace() {
        assertEquals(0, run("--since", "2026-03-01T13:00:01", "--until", "2026-03-01T13:00:02"));
        assertEquals(1, out.lines().count(), out);
        assertEquals(0, run("--since", "2026-03-02"));
        assertEquals("", out);
        assertEquals(2, run("--since", "yesterday"));
        assertTrue(err.contains("such as 2h, 7d, today"), err);
        assertEquals(2, run("--since", "2026-13-01"));
        assertEquals(2, run("--since", "1h", "--until", "2h"));
        assertTrue(err.contains("no time between"), err);
    }

    @Test
    void csvIsForSpreadsheetsAndReckonsNothing() {
        assertEquals(0, run("--since", "always", "--kind", "action", "--format", "csv"));
        assertEquals("time,kind,event,person,text\r\n"
                + "2026-03-01T12:00:00Z,action,played,,Fire bolt\r\n"
                + "2026-03-01T12:00:01Z,action,dropped,,\"'=1+1 \u00b7 a hold, \"\"mine\"\"\"\r\n", out);
    }

    @Test
    void jsonHasTheFieldsOfEachEvent() throws Exception {
        assertEquals(0, run("--since", "always", "--event", "dropped", "--format", "json"));
        JsonNode all = new ObjectMapper().readTree(out);
        assertEquals(1, all.size());
        assertEquals("low", all.get(0).get("fields").get("lane").asText());
        assertEquals("action", all.get(0).get("kind").asText());
        assertEquals(0, run("--since", "always", "--text", "nothing of that", "--format", "json"));
        assertEquals(0, new ObjectMapper().readTree(out).size());
    }

    @Test
    void theNewestAreShown() {
        assertEquals(0, run("--since", "always", "--last", "1"));
        assertTrue(out.contains("hold_removed") && out.lines().count() == 1, out);
        assertEquals(0, run("--since", "always", "--last", "0"));
        assertEquals(3, out.lines().count());
    }

    @Test
    void statisticsCount() throws Exception {
        assertEquals(0, run("--since", "always", "--statistics"));
        assertTrue(out.startsWith("3 events, from 2026-03-01 13:00:00 to 2026-03-01 13:00:02"), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("action +2")), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("api:obs +1")), out);
        assertEquals(0, run("--since", "always", "--statistics", "--format", "json"));
        assertEquals(2, new ObjectMapper().readTree(out).get("kinds").get("action").asInt());
        assertEquals(2, run("--statistics", "--format", "csv"));
    }

    @Test
    void whereThereIsNoneItSaysHowToHaveOne() throws Exception {
        home = home.resolve("elsewhere");
        assertEquals(1, run());
        assertTrue(err.contains("[history] on = true"), err);
    }
}
