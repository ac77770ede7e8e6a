package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.doctor.Finding;
import dev.fermata.app.doctor.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTextTest {
    private static final Finding FINE = new Finding(Verdict.FINE, "java", "17", "", Map.of());
    private static final Finding DEGRADED =
            new Finding(Verdict.DEGRADED, "other agents", "one runs", "end it", Map.of("count", 2));
    private static final Finding BROKEN = new Finding(Verdict.BROKEN, "hook", "deaf", "log in again", Map.of());

    @Test
    void adviceIsOnALineOfItsOwn() {
        assertEquals(List.of(
                "fine      java            17",
                "degraded  other agents    one runs",
                "                          -> end it",
                "",
                "1 degraded: Fermata works, with less than it could do"),
                DoctorText.of(List.of(FINE, DEGRADED)).lines().toList());
    }

    @Test
    void theLastLineSaysHowBadItIs() {
        assertTrue(DoctorText.of(List.of(FINE)).endsWith(String.format("%neverything is fine%n")));
        assertTrue(DoctorText.of(List.of(FINE, DEGRADED, BROKEN)).contains("1 broken, 1 degraded: "));
    }

    @Test
    void longLinesAreBrokenBetweenWords() {
        String words = "word ".repeat(50).strip();
        String path = "/" + "x".repeat(150);
        List<String> lines = DoctorText.of(List.of(
                new Finding(Verdict.BROKEN, "hook", words, words, Map.of()),
                new Finding(Verdict.BROKEN, "permissions", "the folder " + path + " is not yours", "make it", Map.of())))
                .lines().toList();
        assertTrue(lines.stream().filter(line -> !line.contains(path)).allMatch(line -> line.length() <= 100),
                lines::toString);
        String text = String.join(" ", lines).replaceAll(" +", " ");
        assertTrue(text.contains(words + " -> " + words) && text.contains(path + " is not yours"), lines::toString);
    }

    @Test
    void programsGetOneObjectWithTheSubjectsAsNames() {
        assertEquals("{\"verdict\":\"degraded\",\"checks\":{"
                + "\"java\":{\"verdict\":\"fine\",\"detail\":\"17\",\"advice\":null},"
                + "\"other_agents\":{\"verdict\":\"degraded\",\"detail\":\"one runs\",\"advice\":\"end it\",\"count\":2}}}",
                DoctorText.json(List.of(FINE, DEGRADED)));
    }

    @Test
    void degradedHasAnExitCodeOnlyWhereAskedFor() {
        assertEquals(0, DoctorCommand.exitCode(Verdict.FINE, true));
        assertEquals(0, DoctorCommand.exitCode(Verdict.DEGRADED, false));
        assertEquals(6, DoctorCommand.exitCode(Verdict.DEGRADED, true));
        assertEquals(4, DoctorCommand.exitCode(Verdict.BROKEN, false));
        assertEquals(4, DoctorCommand.exitCode(Verdict.BROKEN, true));
    }
}
