package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message suggests is right: put in the place that it points at, it makes the profile pass. */
class SuggestionsTest {
    private static final Path BAD = Path.of("src", "test", "resources", "profiles", "bad");
    private static final String PROFILE = """
            schema = 1
            [hotkeys]
            toggle = "f9"
            [priority]
            special = ["space"]
            on_hold = "drop"
            [dispatch]
            lane_capacity = 64
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            enabled = true
            """;

    /** A field, what somebody wrote, and all that is suggested. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "enabled | yes | true", "enabled | off | false", "enabled | \"yes\" | true", "enabled | 1 | true",
        "enabled | True | true", "enabled | \"false\" | false",
        "keys | \"Q1\" | q,1 or f1", "keys | Q1 | \"q,1\" or \"f1\"",
        "keys | \"ctrl-q\" | ctrl+q", "keys | ctrl-q | \"ctrl+q\"", "keys | \"Ctrl-Shift-Q\" | ctrl+shift+q",
        "keys | \"^q\" | ctrl+q", "keys | \"^!q\" | ctrl+alt+q", "keys | \"q,^w\" | ctrl+w",
        "keys | \"q w e\" | q,w,e", "keys | q w e | \"q,w,e\"", "keys | 1 2 3 | \"1,2,3\"",
        "keys | \"q,wait100,w\" | delay100", "keys | \"q, sleep 0.5s, w\" | delay0.5s", "keys | \"q,dealy50,w\" | delay50",
        "keys | \"q,100,w\" | delay100", "keys | 100 | \"delay100\"", "keys | 1 | \"1\"",
        "keys | \"lmb\" | mouse_left", "keys | \"LeftClick\" | mouse_left", "keys | \"shift+Right Mouse\" | mouse_right",
        "keys | LeftClick | \"mouse_left\"", "keys | \"mwheelup\" | wheel_up", "keys | \"{Space}\" | space",
        "keys | \"d:shft,q,u:shift\" | shift", "keys | \"d:wheel_up\" | wheel_up",
        "toggle | \"ctrl-f9\" | ctrl+f9", "toggle | \"^f9\" | ctrl+f9", "toggle | \"lmb\" | mouse_left",
        "toggle | \"cntrl+f9\" | ctrl", "toggle | f9 | \"f9\"",
        "special | [\"lmb\"] | mouse_left", "special | [\"LeftClick\", \"q\"] | mouse_left",
        "special | [rmb] | \"mouse_right\"", "special | \"space\" | [\"space\"]", "special | space | [\"space\"]",
        "special | [1] | \"1\"", "special | [space, \"q\"] | \"space\"",
        "every | 100 | \"100ms\" or \"100s\"", "every | 1.5 | \"1.5s\"", "every | \"100\" | \"100ms\" or \"100s\"",
        "every | 1s | \"1s\"", "every | 1 sec | \"1s\"", "every | \"1,5 Seconds\" | \"1.5s\"",
        "on_hold | \"kepp\" | \"keep\"", "on_hold | keep | \"keep\"", "on_hold | kepp | \"keep\"",
        "lane_capacity | \"10\" | 10", "name | 5 | \"5\"", "name | Bolt | \"Bolt\"",
    })
    void eachOfThemPassesInItsPlace(String field, String written, String suggestions) {
        String text = PROFILE.replaceFirst("(?m)^" + field + " = .*$", field + " = "
                + Matcher.quoteReplacement(written));
        ProfileResult result = ProfileReader.parse("x.toml", text);
        assertTrue(result.profile().isEmpty(), "refused");
        assertEquals(1, result.diagnostics().size(), result::render);
        Diagnostic problem = result.diagnostics().get(0);
        assertEquals(suggestions, String.join(" or ", problem.suggestions()), result::render);
        for (String suggestion : problem.suggestions()) {
            String mended = mended(text, problem, suggestion);
            ProfileResult again = ProfileReader.parse("x.toml", mended);
            assertTrue(again.profile().isPresent(), again::render);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "toggle | \"wheel_up\"", "special | [\"scroll_down\"]", "special | [\"whel_up\"]",
        "keys | \"shift+shift\"", "keys | \"completely_else\"", "every | \"soon\"", "every | soon", "on_hold | other",
        "enabled | maybe", "every | \"1d\"", "lane_capacity | \"-1\"", "keys | \"shift+100\"",
    })
    void whatWouldNotPassIsNotSuggested(String field, String written) {
        String text = PROFILE.replaceFirst("(?m)^" + field + " = .*$", field + " = "
                + Matcher.quoteReplacement(written));
        ProfileResult result = ProfileReader.parse("x.toml", text);
        assertEquals(1, result.diagnostics().size(), result::render);
        assertEquals(List.of(), result.diagnostics().get(0).suggestions());
        assertFalse(result.diagnostics().get(0).expected().isEmpty() && result.profile().isPresent());
    }

    /** Whatever is wrong beside: after the first suggestion of each problem, none of those problems is left. */
    @Test
    void theSuggestionsForAllBadProfilesAreRight() throws IOException {
        int applied = 0;
        for (Path file : bad()) {
            String text = Files.readString(file).replace("\uFEFF", "");
            List<Diagnostic> problems = ProfileReader.parse("x.toml", text).diagnostics().stream()
                    // One of a take is in the take's file.
                    .filter(problem -> problem.mark().isPresent() && problem.file().equals("x.toml"))
                    .filter(problem -> !problem.suggestions().isEmpty()).toList();
            for (int i = problems.size() - 1; i >= 0; i--) {
                for (String suggestion : problems.get(i).suggestions()) {
                    Diagnostic problem = problems.get(i);
                    List<Diagnostic> left = ProfileReader.parse("x.toml", mended(text, problem, suggestion)).diagnostics();
                    assertTrue(left.stream().noneMatch(other -> other.line() == problem.line()
                            && other.column() == problem.column()),
                            () -> file + ": " + suggestion + "\n" + left);
                    applied++;
                }
            }
        }
        assertTrue(applied > 25, "only " + applied);
    }

    private static List<Path> bad() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(BAD)) {
            for (Path file : all.filter(each -> each.toString().endsWith(".toml")).sorted().toList()) {
                if (ProfileFile.load(file).text().isPresent()) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static String mended(String text, Diagnostic problem, String suggestion) {
        Diagnostic.Mark mark = problem.mark().orElseThrow();
        String[] lines = text.split("\n", -1);
        String line = lines[mark.line() - 1];
        int from = line.offsetByCodePoints(0, mark.column() - 1);
        int to = line.offsetByCodePoints(from, mark.width());
        lines[mark.line() - 1] = line.substring(0, from) + suggestion + line.substring(to);
        return String.join("\n", lines);
    }
}
