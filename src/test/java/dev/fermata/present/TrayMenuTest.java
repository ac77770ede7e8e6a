package dev.fermata.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.observe.Standing;
import dev.fermata.observe.Standing.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrayMenuTest {
    private static final int FIRST_PROFILE = 100;

    private final List<String> done = new ArrayList<>();
    private List<String> profiles = List.of("a", "b");
    private final TrayMenu menu = new TrayMenu(new TrayActions() {
        @Override
        public void toggle() {
            done.add("toggle");
        }

        @Override
        public List<String> profiles() {
            return profiles;
        }

        @Override
        public Optional<String> profile() {
            return Optional.empty();
        }

        @Override
        public void use(String profile) {
            done.add("use " + profile);
        }

        @Override
        public boolean hasPage() {
            return false;
        }

        @Override
        public void openPage() {
            done.add("page");
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    }, new Standing(Kind.ARMED, "armed"));

    @Test
    void namesWhatTheToggleWillDo() {
        assertEquals("Start", label(2));
        menu.stands(new Standing(Kind.RUNNING, "running"));
        assertEquals("Pause", label(2));
        menu.stands(new Standing(Kind.HELD, "held by left_shift"));
        assertEquals("Pause", label(2));
        assertEquals("Fermata: held by left__shift", label(1));
        menu.stands(new Standing(Kind.PAUSED, "paused"));
        assertEquals("Resume", label(2));
    }

    @Test
    void aClickMeansTheProfileThatWasShown() {
        menu.root();
        profiles = List.of("new", "a", "b");
        menu.clicked(FIRST_PROFILE);
        menu.root();
        menu.clicked(FIRST_PROFILE);
        menu.clicked(FIRST_PROFILE + 3);
        assertEquals(List.of("use a", "use new"), done);
    }

    @Test
    void whatCannotBeDoneIsDisabled() {
        profiles = List.of();
        assertEquals(false, property(3, "enabled"));
        assertEquals(false, property(4, "enabled"));
        assertEquals(false, property(1, "enabled"));
    }

    private Object label(int id) {
        return property(id, "label");
    }

    private Object property(int id, String name) {
        return TrayMenu.find(menu.root(), id).orElseThrow().properties().get(name);
    }
}
