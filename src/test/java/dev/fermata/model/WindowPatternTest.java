package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which window is the game's. */
class WindowPatternTest {
    private static WindowPattern pattern(String title, String windowClass, String exe) {
        return new WindowPattern(Optional.ofNullable(title).map(Glob::new), Optional.ofNullable(windowClass).map(Glob::new),
                Optional.ofNullable(exe).map(Glob::new));
    }

    private static final WindowNames GAME =
            new WindowNames("Torchlight II (DX9)", List.of("torchlight2", "steam_app_200710"), "/games/T2/Torchlight2.exe");

    @ParameterizedTest
    @CsvSource({"Torchlight*,true", "torchlight ii*,true", "*DX?)*,true", "Torchlight,false", "*II,false", "*(DX9)*,true",
        "Torchlight II .DX9.,false", "*,true"})
    void theTitleFromItsFirstCharacterToItsLast(String title, boolean right) {
        assertEquals(right, pattern(title, null, null).matches(GAME));
    }

    @Test
    void eitherClass() {
        assertTrue(pattern(null, "steam_app_*", null).matches(GAME));
        assertTrue(pattern(null, "torchlight2", null).matches(GAME));
        assertFalse(pattern(null, "*", null).matches(new WindowNames("x", List.of(), "")));
    }

    @Test
    void theFileNameOfTheProgramOrItsWholePath() {
        assertTrue(pattern(null, null, "torchlight2.EXE").matches(GAME));
        assertTrue(pattern(null, null, "/games/*").matches(GAME));
        assertFalse(pattern(null, null, "games*").matches(GAME));
        assertTrue(pattern(null, null, "*\\game.exe").matches(new WindowNames("", List.of(), "C:\\x\\game.exe")));
    }

    @Test
    void allThatIsGivenHasToBeRight() {
        assertFalse(pattern("Torchlight*", "firefox", null).matches(GAME));
        assertFalse(pattern("Torchlight*", null, "firefox").matches(GAME));
    }

    @Test
    void starsInARowTakeNoTime() {
        String title = "a".repeat(200);
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () ->
                pattern("*".repeat(199) + "b", null, null).matches(new WindowNames(title, List.of(), ""))));
    }

    @Test
    void whatAWindowIsCalledIsToldNowhere() {
        assertFalse(GAME.toString().contains("Torch"));
    }
}
