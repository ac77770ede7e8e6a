package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.PauseScope;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.BufferLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients submit is not lost in pauses, however they fall. */
@Tag("long")
class ClientsActionsTest {
    private static final int SUBMISSIONS = 100_000;
    private static final Profile PROFILE = ProfileReader.parse("test", """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [dispatch]
            key_press = "1ms"
            min_gap = "0ms"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """).profile().orElseThrow();

    private final List<Integer> played = new ArrayList<>();
    private final List<Event> lost = new ArrayList<>();
    private final Random random = new Random(20260101);

    @Test
    void noneIsLostOrOvertakenAcrossRandomPauses() {
        Simulation simulation = new Simulation(PROFILE, "test", "", name -> PROFILE, this::note);
        int submitted = 0;
        int refused = 0;
        boolean pausedOnce = false;
        while (submitted < SUBMISSIONS) {
            for (int i = random.nextInt(40); i > 0 && submitted < SUBMISSIONS; i--) {
                ActionRequest next = ActionRequest.api(String.valueOf(submitted), new Action.Tap(Key.K), Lane.NORMAL);
                if (simulation.core().dispatcher().submit(next)) {
                    submitted++;
                } else {
                    refused++;
                    break;
                }
            }
            simulation.play(pauseOrResume());
            pausedOnce |= !simulation.core().ledger().holds().isEmpty();
            simulation.play(new Token.Pass(Duration.ofMillis(random.nextInt(60))));
        }
        assertTrue(pausedOnce && refused > 0, "there were pauses, and the buffer was full at times");
        simulation.play(new Token.ApiResume("a"));
        simulation.play(new Token.ApiResume("b"));
        simulation.play(new Token.Up(Key.SPACE));
        simulation.play(new Token.Pass(Duration.ofSeconds(BufferLimits.DEFAULTS.size())));
        assertEquals(List.of(), lost, "lost inside the limits");
        assertEquals(SUBMISSIONS, played.size());
        for (int i = 0; i < SUBMISSIONS; i++) {
            assertEquals(i, played.get(i), "in the order they came");
        }
    }

    private Token pauseOrResume() {
        return switch (random.nextInt(8)) {
            case 0 -> new Token.ApiPause("a", PauseScope.PLAY, Optional.empty(), random.nextBoolean());
            case 1 -> new Token.ApiPause("b", PauseScope.PLAY, Optional.of(Duration.ofMillis(1 + random.nextInt(200))), false);
            case 2 -> new Token.Down(Key.SPACE);
            case 3 -> new Token.ApiResume("b");
            case 4, 5 -> new Token.ApiResume("a");
            default -> new Token.Up(Key.SPACE);
        };
    }

    private void note(Event event) {
        if (event instanceof Event.ActionPlayed action && action.origin() == Origin.API) {
            played.add(Integer.valueOf(action.label()));
        } else if (event instanceof Event.ActionDropped dropped && dropped.origin() == Origin.API) {
            lost.add(dropped);
        }
    }
}
