package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G2 on a real server: managed keys pressed together, each sent once and never before its delay. */
@ExtendWith(SharedDesktop.class)
class ManagedKeysDesktopTest {
    private static final List<Key> KEYS = "abcdefghijklmnoprstu".chars()
            .mapToObj(letter -> Key.find(String.valueOf((char) letter)).orElseThrow()).toList();

    @TempDir
    private Path folder;

    @Tag("desktop")
    @ParameterizedTest
    @ValueSource(strings = {"30ms", "0ms"})
    void managedKeysPressedTogetherAreSentOnceAndNotEarly(String preDelay, VirtualDesktop desktop) throws Exception {
        press(desktop, preDelay, 12);
    }

    @Tag("soak")
    @Tag("desktop")
    @ParameterizedTest
    @ValueSource(strings = {"30ms", "0ms"})
    void managedKeysPressedTogetherManyTimesAreSentOnceAndNotEarly(String preDelay, VirtualDesktop desktop)
            throws Exception {
        press(desktop, preDelay, 150);
    }

    private void press(VirtualDesktop desktop, String preDelay, int rounds) throws Exception {
        Map<Key, Integer> pressed = new EnumMap<>(Key.class);
        try (Rig rig = new Rig(desktop, folder, profile(preDelay))) {
            long holdsBefore = rig.awaitTakeOver(Key.U);
            int from = rig.agent.events().size();
            for (int round = 0; round < rounds; round++) {
                List<Key> keys = KEYS.subList(0, 1 + round * 7 % KEYS.size());
                keys.forEach(rig::down);
                rig.pass(round % 2 == 0 ? 80 : 20);
                keys.forEach(rig::up);
                keys.forEach(key -> pressed.merge(key, 1, Integer::sum));
                long holds = holdsBefore + round + 1;
                rig.await("the hold ends", () -> rig.count("hold_removed") >= holds);
                rig.pass(40);
            }
            int presses = pressed.values().stream().mapToInt(each -> each).sum();
            rig.await("every key is sent", () -> Rig.playedForThePlayer(since(rig, from)) >= presses);
            List<EventLine> events = since(rig, from);
            assertEquals(holdsBefore + rounds, rig.count("hold_added"), "one hold for each round");
            assertEquals(pressed, counted(events, "priority_down", ""), "taken for the player's");
            assertEquals(pressed, counted(events, "key_down", "player"), "sent for the player");
            assertEquals(List.of(), early(events, Double.parseDouble(preDelay.replace("ms", ""))), "sent early");
        }
    }

    private static List<EventLine> since(Rig rig, int from) {
        List<EventLine> all = rig.agent.events();
        return all.subList(from, all.size());
    }

    private static Map<Key, Integer> counted(List<EventLine> events, String name, String origin) {
        Map<Key, Integer> counts = new EnumMap<>(Key.class);
        for (EventLine event : events) {
            if (event.name().equals(name) && event.text("origin").equals(origin)) {
                counts.merge(Key.find(event.text("key")).orElseThrow(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** What was sent too soon after its press; each key's presses and sends follow one another alike. */
    private static List<String> early(List<EventLine> events, double preDelayMillis) {
        List<String> early = new ArrayList<>();
        for (Key key : KEYS) {
            double[] down = times(events, "priority_down", key);
            double[] sent = times(events, "key_down", key);
            for (int i = 0; i < sent.length; i++) {
                if (sent[i] - down[i] < preDelayMillis) {
                    early.add(key + " " + (sent[i] - down[i]) + " ms after its press");
                }
            }
        }
        return early;
    }

    private static double[] times(List<EventLine> events, String name, Key key) {
        return events.stream().filter(event -> event.name().equals(name) && event.text("key").equals(key.id()))
                .mapToDouble(EventLine::millis).sorted().toArray();
    }

    private static String profile(String preDelay) {
        StringBuilder text = new StringBuilder("[priority]\npre_delay = \"" + preDelay + "\"\n");
        KEYS.forEach(key -> text.append("[priority.managed.").append(key.id()).append("]\n"));
        for (int i = 1; i <= 8; i++) {
            text.append("""
                    [[skill]]
                    name = "Busy %d"
                    keys = "%d"
                    every = "40ms"
                    lane = "%s"
                    during_hold = "run"
                    """.formatted(i, i, List.of("emergency", "high", "normal", "low").get(i % 4)));
        }
        return text + "[dispatch]\nkey_press = \"1ms\"\nmin_gap = \"0ms\"\n";
    }
}
