package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.TemplateText;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fermata say --prepare} shows; {@link PrepareTest} has sounds made. */
class PreparationTest {
    private final StringWriter out = new StringWriter();

    private Preparation preparation(boolean terminal, boolean quiet, Map<String, String> variables) {
        Settings settings = SettingsLoader.load(new SettingsLoader.Sources(Path.of("no such file"), Optional.empty(),
                variables, List.of())).settings();
        return new Preparation(settings.speech(), new PrintWriter(out), terminal, quiet);
    }

    @Test
    void aTerminalShowsABarAndMessagesAboveIt() {
        Preparation shown = preparation(true, false, Map.of());
        shown.begin(4);
        shown.done(1);
        shown.failed("a\u0007", "no\nvoice");
        shown.done(2);
        assertEquals("\r\033[K[#######                       ] 25 %  1 of 4"
                + "\r\033[Kfailed: a\uFFFD: no\uFFFDvoice\n"
                + "\r\033[K[###############               ] 50 %  2 of 4, 1 failed", out.toString());
    }

    @Test
    void elsewhereItIsALineAPercent() {
        Preparation shown = preparation(false, false, Map.of());
        shown.begin(1_000);
        for (int i = 1; i <= 30; i++) {
            shown.done(i);
        }
        assertEquals("0 %  1 of 1000\n1 %  10 of 1000\n2 %  20 of 1000\n3 %  30 of 1000\n", out.toString());
    }

    @Test
    void quietTellsWhatFailsAndNoMore() {
        Preparation shown = preparation(true, true, Map.of());
        shown.begin(2);
        shown.done(1);
        shown.failed("a", "no");
        assertEquals("failed: a: no\n", out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"FERMATA_SPEECH_ENGINE; off; nothing is spoken: speech.engine is off",
        "FERMATA_SPEECH_CACHE; false; nothing is kept: speech.cache is false"})
    void whereNothingCanBeKeptItSaysWhy(String variable, String value, String told) {
        assertEquals(ExitCode.FAILURE, preparation(false, false, Map.of(variable, value)).texts(List.of("a")));
        assertEquals(told + "\n", out.toString());
    }

    @Test
    void tooManyVariantsAreTold() {
        String many = "{a|b|c|d|e|f}".repeat(5);
        Preparation shown = preparation(false, false, Map.of("FERMATA_SPEECH_ENGINE", "off"));
        shown.variants(TemplateText.readLines("file", many).required());
        assertEquals("too many variants, 1000 of them are made: aaaaa\nnothing is spoken: speech.engine is off\n",
                out.toString().replace("\r", ""));
    }

    @Test
    void eachLineIsATextWithItsPlace() {
        TemplateText read = TemplateText.readLines("file", "{a|b} c\n# no\n\nd\n");
        assertEquals(List.of("a c", "b c", "d"), read.texts().stream().flatMap(each -> each.all(9).stream()).toList());
        assertEquals(List.of(), read.problems());
        assertEquals(1, TemplateText.readLines("file", "\n\n").problems().size());
        assertEquals(true, TemplateText.readLines("file", "a\nb\n c {d").problems().get(0).render().contains("file:3:4"));
    }
}
