package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a file contains: no exception, but a profile or problems that point into the file. */
@Tag("long")
@Tag("proof")
class ProfileReaderFuzzTest {
    private static final String ARPG = read(Path.of("profiles", "arpg.toml"));
    private static final List<String> TOKENS = List.of(
            "[", "]", "[[skill]]\n", "[rotation]\n", "\"", "'", "\"\"\"", "=", ".", ",", "{", "}", "#", "\n", "\r",
            "\t", "\0", "\u001b", "\uFEFF", "\ud83d\udd25", "\ud83d", "\u202e", "0", "-1", "1e400", "nan", "true",
            "99999999999999999999", "1979-05-27T07:32:00Z", "ctrl+", "delay", "u:q", "\\u0000", "steps = []\n",
            "mode = \"hold\"\n", "every = 0\n", "shift", "skill = 1\n", "schema = 1\n");

    @Property(tries = 2_000)
    void mutatedProfiles(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int mutations) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(ARPG);
        for (int i = 0; i < mutations; i++) {
            mutate(text, random);
        }
        check(text.toString());
    }

    @Property(tries = 1_000)
    void mutatedProfilesOnTopOfEachOther(@ForAll long seed, @ForAll @IntRange(max = 4) int mutations) {
        Random random = new Random(seed);
        StringBuilder own = new StringBuilder("schema = 1\nextends = \"base.toml\"\n[hotkeys]\nmaster = \"f1\"\n"
                + "[[skill]]\nname = \"Fire bolt\"\nevery = \"2s\"\n");
        StringBuilder base = new StringBuilder(ARPG);
        for (int i = 0; i < mutations; i++) {
            mutate(random.nextBoolean() ? own : base, random);
        }
        ProfileText read = ProfileText.of(Path.of("fuzz.toml"), own.toString())
                .extending(List.of(ProfileText.of(Path.of("base.toml"), base.toString())));
        check(ProfileReader.read(read), Map.of("fuzz.toml", own.toString(), "base.toml", base.toString()));
    }

    @Property(tries = 1_000)
    void sequencesOfTokens(@ForAll @Size(max = 60) List<@IntRange(max = 38) Integer> tokens) {
        StringBuilder text = new StringBuilder("schema = 1\n");
        tokens.forEach(token -> text.append(TOKENS.get(token % TOKENS.size())));
        check(text.toString());
    }

    @Property(tries = 1_000)
    void texts(@ForAll String text) {
        check(text);
    }

    @Property(tries = 1_000)
    void bytes(@ForAll byte[] bytes) {
        ProfileText loaded = ProfileFile.decode(Path.of("fuzz.toml"), bytes);
        assertEquals(loaded.text().isPresent(), loaded.problem().isEmpty());
        loaded.problem().ifPresent(problem -> assertFalse(problem.render().isEmpty()));
        loaded.text().ifPresent(ProfileReaderFuzzTest::check);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int length = random.nextInt(1 + Math.min(random.nextInt(3) == 0 ? 200 : 4, text.length() - at));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, at + length);
            case 1 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, at + length));
            case 2 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            default -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        }
    }

    private static void check(String text) {
        check(ProfileReader.parse("fuzz.toml", text), Map.of("fuzz.toml", text));
    }

    /** @param texts by the names of their files */
    private static void check(ProfileResult result, Map<String, String> texts) {
        Optional<Profile> profile = result.profile();
        assertTrue(profile.isPresent() || !result.diagnostics().isEmpty(), "a profile or a problem");
        for (Diagnostic problem : result.diagnostics()) {
            String text = texts.get(problem.file());
            String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1);
            assertTrue(problem.line() >= 1 && problem.line() <= lines.length, problem::toString);
            String line = lines[problem.line() - 1];
            int length = line.codePointCount(0, line.length());
            // One beyond the end: where something is missing.
            assertTrue(problem.column() >= 1 && problem.column() <= length + 1, problem::toString);
            int end = problem.column() - 1 + problem.mark().orElseThrow().width();
            assertTrue(end <= length + 1, problem::toString);
            assertFalse(problem.problem().isBlank());
            assertTrue(problem.render().chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'), problem::render);
        }
        assertTrue(result.render().lines().count() <= 4 * Diagnostics.MOST_SHOWN + 1, "bounded");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
