package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.imports.Imports;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was imported plays as the other program does. Times are those of presses, in milliseconds from the start. */
class ImportedPlayTest {
    private static final String PYAHK = Imports.texts("pyahk-full.json").get("pyahk-full");
    private static final String WIZARD = Imports.texts("d3keyhelper.ini").get("Wizard");

    /** {@code 200 c}: each press of one of the keys, or of any without them. */
    private static List<String> presses(String text, String script, String... keys) {
        Profile profile = ProfileReader.parse("imported", text).profile().orElseThrow();
        List<String> presses = new ArrayList<>();
        Simulation simulation = new Simulation(profile, "test", script, file -> profile, event -> {
            if (event instanceof Event.KeySent key && key.down()
                    && (keys.length == 0 || List.of(keys).contains(key.key().id()))) {
                presses.add(key.atNanos() / 1_000_000 + " " + key.key().id());
            }
        });
        simulation.run();
        return presses;
    }

    @Test
    void aTimerPlaysAndWhatWaitsForTheScreenDoesNotPlayBlind() {
        assertEquals(List.of("0 3", "200 c", "400 c", "600 c"), presses(PYAHK, "t:700"));
    }

    @Test
    void aPotionIsDrunkBelowItsThresholdAlsoWhileAPriorityKeyIsDown() {
        assertEquals(List.of("500 1", "2000 1"), presses(PYAHK, "see:hp=56 t:500 see:hp=54 t:1600", "1"));
        assertEquals(List.of("300 1"), presses(PYAHK, "see:hp=56 t:250 d:space t:50 see:hp=54 t:600", "1"));
        // Each check, four times a second, for its cooldown is none; at 610 another skill's key has just been pressed.
        assertEquals(List.of("110 2", "360 2", "612 2"),
                presses(PYAHK, "see:mp=31 t:110 see:mp=29 t:550 see:mp=31 t:300", "2"));
    }

    @Test
    void aSkillWhoseIconIsReadyIsPressedAtEachLookUntilItCools() {
        assertEquals(List.of("50 mouse_left", "140 mouse_left"),
                presses(PYAHK, "see:skill2=cooling t:50 see:skill2=ready t:149 see:skill2=cooling t:1000",
                        "mouse_left"));
    }

    @Test
    void aBuffIsKeptUpByTheColourThatPyahkSees() {
        String on = "see:skill4_blue=yes see:skill4_red=no see:skill4_green=no";
        assertEquals(List.of(), presses(PYAHK, on + " t:1000", "4"));
        assertEquals(List.of("300 4", "612 4", "900 4"),
                presses(PYAHK, on.replace("blue=yes", "blue=no") + " t:1000", "4"),
                "at 600 it waits for the key of another skill");
    }

    @Test
    void aResourceChoosesBetweenTwoKeys() {
        assertEquals(List.of("412 5", "812 mouse_left"),
                presses(PYAHK, "see:skill5_pixel=yes t:500 see:skill5_pixel=no t:400", "5", "mouse_left"));
        assertEquals(List.of("100 6"),
                presses(PYAHK, "see:skill6_pixel=yes see:skill6=cooling t:100 see:skill6=ready t:50"
                + " see:skill6=cooling t:300", "6", "r"));
        assertEquals(List.of("150 r"),
                presses(PYAHK, "see:skill6_pixel=no see:skill6=cooling t:100 see:skill6=ready t:50"
                + " see:skill6=cooling t:300", "6", "r"));
    }

    @Test
    void aSequencePlaysOneStepAtEachBeat() {
        assertEquals(List.of("0 w", "125 mouse_right", "250 q", "375 mouse_left", "500 mouse_left", "625 mouse_left",
                "750 e",
                "875 mouse_right"), presses(Imports.texts("pyahk-sequence.json").get("pyahk-sequence"), "t:900"));
    }

    @Test
    void aBuffThatIsOnSilencesWhatIsLessImportant() {
        assertEquals(List.of("300 q", "600 q", "900 q"),
                presses(WIZARD, "see:skill3_buff=no see:skill5_buff=yes t:1000 see:skill3_buff=yes t:1000", "q"));
        assertEquals(List.of(), presses(WIZARD, "see:skill3_buff=yes see:skill5_buff=no t:2000", "2", "q",
                "mouse_left"));
        assertEquals(List.of("635 mouse_left", "1255 mouse_left"), presses(WIZARD,
                "see:skill3_buff=no see:skill5_buff=no t:1300", "mouse_left"),
                "at 600 and 1200, behind the keys of others");
    }

    @Test
    void whatIsDelayedPlaysLaterInItsInterval() {
        assertEquals(List.of("350 mouse_right", "750 mouse_right", "1150 mouse_right"),
                presses(WIZARD, "t:1200", "mouse_right"));
        assertEquals(List.of("635 2", "735 2"),
                presses(WIZARD, "t:1 see:skill3_buff=no see:skill5_buff=yes t:850", "2"),
                "at 600 and 700, behind the keys of others");
    }

    @Test
    void theButtonThatPausesSilencesEverythingWhileItIsDown() {
        assertEquals(presses(WIZARD, "t:390"), presses(WIZARD, "t:390 d:mouse_forward t:1000"));
    }
}
