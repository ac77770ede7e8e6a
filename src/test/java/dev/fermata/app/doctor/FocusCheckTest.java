package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FocusCheckTest {
    private static final Profile PLAIN = profile("");
    private static final Profile BY_TITLE = profile("[window]\ntitle = \"Game\"\n");
    private static final Profile BY_EXE = profile("[window]\nexe = \"game\"\n");
    private static final Profile IGNORING = profile("[window]\nexe = \"game\"\nunfocused = \"ignore\"\n");

    private static Profile profile(String window) {
        return ProfileReader.parse("test", "schema = 1\nname = \"Test\"\n" + window
                + "[[skill]]\nname = \"Bolt\"\nkeys = \"1\"\nevery = \"1s\"\n").profile().orElseThrow();
    }

    /** A desktop that tells of windows, but not of programs. */
    private record Titles(Focus focus) implements Windows {
        @Override
        public boolean tellsPrograms() {
            return false;
        }

        @Override
        public boolean isStillSo(Focus told) {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void whereNoProfileNeedsItNothingIsSaid() {
        assertEquals(Optional.empty(), FocusCheck.examine(() -> {
            throw new AssertionError("nobody asked");
        }, Map.of("plain", PLAIN, "ignoring", IGNORING)));
    }

    @Test
    void aDesktopThatTellsIsFine() {
        assertEquals(Verdict.FINE, FocusCheck.examine(() -> new Titles(new Windows.Focus.Elsewhere()),
                Map.of("game", BY_TITLE)).orElseThrow().verdict());
    }

    @Test
    void whereItCannotBeKnownWhatIsNotPlayedIsNamed() {
        Finding found = FocusCheck.examine(() -> {
            throw new DesktopException("this desktop tells nobody");
        }, Map.of("game", BY_TITLE, "plain", PLAIN)).orElseThrow();
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertEquals("this desktop tells nobody", found.detail());
        assertTrue(found.advice().startsWith("so nothing is pressed for game, unless"), found.advice());
    }

    @Test
    void aProgramThatIsAskedForAndNotToldIsNamed() {
        Finding found = FocusCheck.examine(() -> new Titles(new Windows.Focus.Elsewhere()),
                Map.of("game", BY_EXE)).orElseThrow();
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertTrue(found.detail().contains("not their programs"), found.detail());
    }
}
