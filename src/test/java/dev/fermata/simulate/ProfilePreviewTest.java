package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.control.Preview;
import dev.fermata.control.Preview.Played;
import dev.fermata.control.Preview.Span;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What would be played, to the millisecond, and no more of it than can be shown. */
class ProfilePreviewTest {
    private final AtomicLong nanos = new AtomicLong();
    private long step;
    private final Preview preview = new ProfilePreview(new Clock() {
        @Override
        public long nanos() {
            return nanos.getAndAdd(step);
        }

        @Override
        public Instant wallTime(long at) {
            return Instant.EPOCH;
        }

        @Override
        public void parkUntil(long deadline) {
            throw new UnsupportedOperationException("nobody waits");
        }
    });

    private static Profile profile(String more) {
        return ProfileReader.parse("p.toml", "schema = 1\n" + more + """
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """).profile().orElseThrow();
    }

    private static List<String> told(Played played) {
        return played.events().stream().map(each -> each.at().toMillis() + " " + each.kind()
                + each.skill().map(skill -> " " + skill).orElse("") + each.key().map(key -> " " + key.id()).orElse("")
                + each.lane().map(lane -> " " + lane).orElse("")).toList();
    }

    @Test
    void aHoldPressesTheFirstPriorityKeyAndTheSkillWaits() {
        Played played = preview.play(profile("[priority]\nspecial = [\"space\"]\n"), Duration.ofSeconds(4),
                List.of(new Span(Duration.ofMillis(1500), Duration.ofMillis(2750))));
        assertEquals(List.of("1000 press Bolt q normal", "1025 release Bolt q normal", "1500 hold_begin space",
                "2750 hold_end", "3250 press Bolt q normal", "3275 release Bolt q normal"), told(played));
        assertEquals(Map.of("Bolt", 2L), played.counts());
        assertEquals(Optional.of(Key.SPACE), played.holdKey());
        assertFalse(played.truncated());
        assertEquals(Duration.ofSeconds(4), played.played());
    }

    @Test
    void holdsThatTouchOrOverlapAreOne() {
        Played played = preview.play(profile("[priority.managed.e]\n"), Duration.ofSeconds(2),
                List.of(new Span(Duration.ofMillis(100), Duration.ofMillis(300)),
                        new Span(Duration.ofMillis(200), Duration.ofMillis(500)),
                        new Span(Duration.ofMillis(500), Duration.ofMillis(600))));
        assertEquals(Optional.of(Key.E), played.holdKey());
        assertEquals(List.of("100 hold_begin e", "600 hold_end"), told(played).stream()
                .filter(each -> each.contains("hold")).toList());
        assertTrue(told(played).contains("150 press e high"), () -> told(played).toString());
    }

    @Test
    void withoutPriorityKeysAHoldIsAPause() {
        Played played = preview.play(profile(""), Duration.ofMillis(1500),
                List.of(new Span(Duration.ZERO, Duration.ofMillis(300))));
        assertEquals(Optional.empty(), played.holdKey());
        assertEquals(List.of("0 hold_begin", "300 hold_end", "1300 press Bolt q normal", "1325 release Bolt q normal"),
                told(played));
    }

    @Test
    void whatWouldBeTooMuchIsCutOff() {
        String many = """
                [dispatch]
                key_press = "1ms"
                min_gap = "0ms"
                """ + "[[skill]]\nname = \"N\"\nkeys = \"w,w,w,w,w,w,w,w\"\nevery = \"20ms\"\n";
        Played played = preview.play(profile(many), Duration.ofSeconds(120), List.of());
        assertTrue(played.truncated());
        assertEquals(ProfilePreview.MOST_EVENTS, played.events().size());
        assertTrue(played.played().compareTo(Duration.ofSeconds(120)) < 0);
    }

    @Test
    void whatWouldTakeTooLongIsCutOff() {
        step = Duration.ofMillis(100).toNanos();
        Played played = preview.play(profile(""), Duration.ofSeconds(120), List.of());
        assertTrue(played.truncated());
        assertTrue(played.played().compareTo(Duration.ofSeconds(1)) < 0, () -> played.played().toString());
    }
}
