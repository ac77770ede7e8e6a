package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Event;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A skill that waits to see something, in random play, beside a model that goes through time millisecond by millisecond. */
class SeenPlayTest {
    private static final int CONFIRM = 30;
    private static final int COOLDOWN = 200;
    private static final int KEY_PRESS = 25;
    private static final Profile PROFILE = ProfileReader.parse("seen", """
            schema = 1
            [priority]
            special = ["space"]
            [dispatch]
            min_gap = "0ms"
            [[sensor]]
            name = "hp"
            kind = "bar"
            region = [0, 0, 100, 10]
            [[skill]]
            name = "Potion"
            keys = "1"
            when = "hp < 50"
            confirm = "30ms"
            cooldown = "200ms"
            """).profile().orElseThrow();

    @Property
    void playsJustWhenTheModelDoes(@ForAll("scripts") List<String> words) {
        List<Long> pressed = new ArrayList<>();
        Simulation simulation = new Simulation(PROFILE, "test", String.join(" ", words), file -> PROFILE, event -> {
            if (event instanceof Event.KeySent key && key.down()) {
                pressed.add(key.atNanos() / 1_000_000);
            }
        });
        simulation.run();
        assertEquals(model(words), pressed);
    }

    private static List<Long> model(List<String> words) {
        List<Long> presses = new ArrayList<>();
        long now = 0;
        long last = Long.MIN_VALUE / 2;
        long before = last;
        long since = -1;
        boolean low = false;
        boolean held = false;
        for (String word : words) {
            long end = now;
            switch (word) {
                case "see:hp=40" -> low = true;
                case "see:hp=60", "see:hp=unknown" -> low = false;
                case "d:space" -> {
                    held = true;
                    // What the hold cuts off was no press.
                    last = now - last < KEY_PRESS ? before : last;
                }
                case "u:space" -> held = false;
                default -> end = now + Long.parseLong(word.substring("t:".length()));
            }
            for (;; now++) {
                since = !low || held ? -1 : since < 0 ? now : since;
                if (since >= 0 && now >= since + CONFIRM && now >= last + COOLDOWN) {
                    before = last;
                    last = now;
                    presses.add(now);
                }
                if (now == end) {
                    break;
                }
            }
        }
        return presses;
    }

    @Provide
    Arbitrary<List<String>> scripts() {
        return Arbitraries.of("see:hp=40", "see:hp=40", "see:hp=60", "see:hp=unknown", "d:space", "u:space", "t:7", "t:30",
                "t:31", "t:150", "t:200").list().ofMinSize(1).ofMaxSize(40).map(SeenPlayTest::keysInOrder);
    }

    /**
     * A key that is down is not pressed, and one that is up is not let go; and it stays up for a moment, for a release
     * and a press at the same time are what a keyboard's auto-repeat may be.
     */
    private static List<String> keysInOrder(List<String> words) {
        List<String> possible = new ArrayList<>();
        boolean down = false;
        for (String word : words) {
            boolean key = word.endsWith(":space");
            if (!key || down != word.startsWith("d:")) {
                possible.add(word);
                if (word.equals("u:space")) {
                    possible.add("t:40");
                }
                down = key ? word.startsWith("d:") : down;
            }
        }
        return possible;
    }
}
