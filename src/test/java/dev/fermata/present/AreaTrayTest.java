package dev.fermata.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.observe.Standing;
import dev.fermata.observe.Standing.Kind;
import dev.fermata.platform.NotificationArea;
import dev.fermata.platform.NotificationArea.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The icon, menu and messages of a notification area, as far as they are the same on every platform. */
class AreaTrayTest {
    private final List<String> done = new ArrayList<>();
    private final AreaTray tray = new AreaTray(new TrayActions() {
        @Override
        public void toggle() {
            done.add("toggle");
        }

        @Override
        public List<String> profiles() {
            return List.of("knight_1", "mage");
        }

        @Override
        public Optional<String> profile() {
            return Optional.of("mage");
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
    });

    @Test
    void theMenuSaysHowItStandsAndWhatCanBeDone() {
        tray.accept(new Standing(Kind.HELD, "held by left_shift"));

        assertEquals(List.of("Fermata: held by left_shift -", "Pause", "", "Profile [knight_1, mage*]",
                "Open the page -", "", "Quit"), tray.lines().stream().map(AreaTrayTest::words).toList());
    }

    @Test
    void aClickDoesWhatWasRead() {
        for (Line line : tray.lines()) {
            List<Line> clicked = line.lines().isEmpty() ? List.of(line) : line.lines();
            clicked.forEach(each -> tray.clicked(each.id()));
        }

        assertEquals(List.of("toggle", "use knight_1", "use mage", "page", "quit"), done);
    }

    @Test
    void theIconHasTheColourOfTheState() {
        NotificationArea.Face face = AreaTray.face(new Standing(Kind.RUNNING, "running"));

        assertEquals("Fermata: running", face.words());
        assertEquals(4 * face.size() * face.size(), face.picture().length);
        int middle = 4 * (face.size() * 16 + 11);
        assertEquals(List.of(0xff, 0x3d, 0xdc, 0x84), List.of(face.picture()[middle] & 0xff,
                face.picture()[middle + 1] & 0xff, face.picture()[middle + 2] & 0xff, face.picture()[middle + 3] & 0xff));
    }

    @Test
    void newsIsTold() throws Exception {
        List<String> told = new ArrayList<>();
        NotificationArea area = new NotificationArea() {
            @Override
            public void show(Face face) {
                told.add("face");
            }

            @Override
            public void tell(String title, String text, boolean isFault) {
                told.add(title + "|" + text + "|" + isFault);
            }

            @Override
            public void close() {
                told.add("closed");
            }
        };
        try (Teller.Channel news = AreaTray.news(area)) {
            news.tell(new News(News.Kind.REFUSED, "line 3: 200 apples & <b>"));
            news.tell(new News(News.Kind.STARTED, "f9"));
        }

        assertEquals(List.of("Fermata: the profile was refused|line 3: 200 apples & <b>|true",
                "Fermata: running|f9|false"), told, "text stays text, and the icon stays");
    }

    private static String words(Line line) {
        return line.label() + (line.chosen() ? "*" : "") + (line.enabled() ? "" : " -")
                + (line.lines().isEmpty() ? "" : " " + line.lines().stream().map(AreaTrayTest::words).toList());
    }
}
