package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DesktopsTest {
    private static final Probe ELSEWHERE = new Probe.Elsewhere();
    private static final Probe USABLE = new Probe.Usable();
    private static final Probe LIMITED = new Probe.Limited("less");
    private static final Probe UNUSABLE = new Probe.Unusable("no");

    private final List<String> asked = new ArrayList<>();

    @Test
    void theFirstThatIsUsableIsTakenAndNoOtherIsLookedAt() {
        assertEquals("1", best(ELSEWHERE, USABLE, USABLE));
        assertEquals(List.of("0", "1"), asked);
    }

    @Test
    void oneWithLimitsOnlyIfNoOtherIsUsable() {
        assertEquals("1", best(LIMITED, USABLE));
        assertEquals("1", best(UNUSABLE, LIMITED, LIMITED));
    }

    @Test
    void oneThatIsNotUsableTellsWhy() {
        assertEquals("1", best(ELSEWHERE, UNUSABLE, UNUSABLE));
        assertEquals("0", best(ELSEWHERE, ELSEWHERE));
    }

    private String best(Probe... probes) {
        List<Supplier<Platform>> platforms = new ArrayList<>();
        for (int i = 0; i < probes.length; i++) {
            String name = Integer.toString(i);
            Probe probe = probes[i];
            platforms.add(() -> {
                asked.add(name);
                return new Named(name, probe);
            });
        }
        return Desktops.best(platforms, Map.of()).name();
    }

    private record Named(String name, Probe probe) implements Platform {
        @Override
        public Probe probe(Map<String, String> environment) {
            return probe;
        }

        @Override
        public Opener prepare(Failures failures) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String rights() {
            throw new UnsupportedOperationException();
        }
    }
}
