package dev.fermata.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.model.WindowNames;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WindowRulesTest {
    private final List<String> heard = new ArrayList<>();
    private Windows.Focus focus = new Windows.Focus.On(new WindowNames("Game", List.of("game"), ""));
    private boolean tellsPrograms;

    /** Notes what holds, as who keeps the holds is told. */
    private final class Holding implements WindowRules.Holding {
        private String held = "";

        @Override
        public void hold(String holder, String reason, OptionalLong leaseNanos) {
            held = holder;
            heard.add("hold: " + reason);
        }

        @Override
        public void end(String holder, String reason) {
            if (isHeld(holder)) {
                held = "";
                heard.add("end: " + reason);
            }
        }

        @Override
        public boolean isHeld(String holder) {
            return held.equals(holder);
        }

        @Override
        public void advise(String words) {
            heard.add("advice: " + words);
        }
    }

    private final WindowRules rules = new WindowRules(new Holding(), listener -> new Windows() {
        @Override
        public Focus focus() {
            return focus;
        }

        @Override
        public boolean tellsPrograms() {
            return tellsPrograms;
        }

        @Override
        public boolean isStillSo(Focus told) {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }, listener -> () -> { });

    private static Optional<GameWindow> window(String pattern) {
        return ProfileReader.parse("test", "schema = 1\nname = \"Test\"\n[window]\n" + pattern
                + "\n[[skill]]\nname = \"Bolt\"\nkeys = \"1\"\nevery = \"1s\"\n").profile().flatMap(Profile::window);
    }

    @Test
    void aClassIsEnoughWhereProgramsAreNotTold() {
        rules.load(window("class = \"game\""));
        assertEquals(List.of(), heard);
        assertTrue(rules.lets());
    }

    @Test
    void aProgramThatIsNotToldIsUnknownAndSaidSoOnce() {
        for (int i = 0; i < 2; i++) {
            rules.load(window("class = \"game\"\nexe = \"game\""));
            rules.load(Optional.empty());
        }
        assertEquals(List.of("hold", "advice", "end", "hold", "end"),
                heard.stream().map(each -> each.substring(0, each.indexOf(':'))).toList());
        assertTrue(heard.get(0).contains("cannot be known"), heard.get(0));
        assertTrue(heard.get(0).contains("not their programs"), heard.get(0));
    }

    @Test
    void whereNothingIsToldAtAllNothingIsPressed() {
        WindowRules blind = new WindowRules(new Holding(), listener -> {
            throw new DesktopException("nobody tells");
        }, listener -> () -> { });
        blind.load(window("class = \"game\""));
        assertFalse(blind.lets());
        assertEquals("hold: the focus cannot be known: nobody tells", heard.get(0));
        assertTrue(heard.get(1).startsWith("advice: nobody can tell here which window has the focus (nobody tells)"),
                heard.get(1));
    }

    @Test
    void whereProgramsAreToldAWindowWithoutOneIsAnother() {
        tellsPrograms = true;
        rules.load(window("exe = \"game\""));
        assertEquals(List.of("hold: " + WindowRules.OTHER_WINDOW), heard);
    }
}
