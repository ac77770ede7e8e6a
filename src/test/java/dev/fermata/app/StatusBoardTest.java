package dev.fermata.app;

import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.model.WhyNot;
import dev.fermata.observe.Standing;
import java.util.EnumSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.Status;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.ListenStatus;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
    private static final String OVERLAY = Hold.API_PREFIX + "overlay";

    private final SystemClock clock = new SystemClock();
    private final Profile profile = ProfileReader.parse("test.toml", """
            schema = 1
            name = "Test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """).profile().orElseThrow();
    private final Agent agent = new Agent(clock, new HandDesktop().asDesktop(), new EchoFilter(), profile,
            Settings.DEFAULTS, () -> { });
    private final StatusBoard board = new StatusBoard(agent.core(), agent.standing(), clock, "0.1.0", 123_456, Map::of,
            List::of, Optional::empty, Optional::empty, Optional::empty, Optional::empty,
            () -> Status.Companions.NONE, () -> 3);

    @AfterEach
    void close() {
        agent.close();
    }

    @Test
    void namesThePartsOfTheCore() {
        assertEquals(agent.core().parts().stream().map(Part::name).toList(),
                board.status().parts().stream().map(Status.PartStatus::name).toList());
    }

    @Test
    void saysThatTheMicrophoneIsOffWhereAProfileHasSomethingToHear() {
        try (ListenMaker listening = new ListenMaker(agent, Settings.DEFAULTS.listen())) {
            listening.load(profile);
            assertEquals(Optional.empty(), listening.status());
            listening.load(ProfileReader.parse("heard.toml", "schema = 1\n[[voice]]\nhear = \"jump\"\nkeys = \"1\"\n").profile()
                    .orElseThrow());
            ListenStatus status = listening.status().orElseThrow();
            assertEquals(Optional.of("listen.microphone is off"), status.whyNot());
            assertEquals(1, status.voice().commands());
            listening.load(profile);
            assertEquals(0, listening.status().orElseThrow().voice().commands());
        }
    }

    @Test
    void tellsTheSameOfARefusedProfileAsTheBadgeUntilOneIsLoaded() {
        List<Standing> badge = new CopyOnWriteArrayList<>();
        agent.standing().listen(badge::add);
        agent.start();
        agent.core().control().arm("test");
        agent.refuse(ProfileReader.parse("arpg.toml", "schema = 1\nname = \"x\"\n[[skill]]\nkeys = \"Q1\"\n"));
        await().until(() -> board.status().refused().isPresent());
        Event.ProfileRefused refused = board.status().refused().orElseThrow();
        assertEquals("arpg.toml", refused.first().orElseThrow().file());
        assertTrue(refused.first().orElseThrow().line() >= 3, refused.toString());
        assertEquals(new Standing(Standing.Kind.REFUSED, "armed, profile refused"), board.status().standing());
        await().until(() -> badge.contains(board.status().standing()));

        agent.load(profile);
        await().until(() -> board.status().refused().isEmpty());
        assertEquals(new Standing(Standing.Kind.ARMED, "armed"), board.status().standing());
    }

    @Test
    void tellsOfEachSkillWhyItIsNotPlayed() {
        assertEquals(WhyNot.Reason.STOPPED, board.status().skills().get(0).whyNot().orElseThrow().reason());
        agent.core().control().arm("test");
        assertEquals(WhyNot.Reason.ARMED, board.status().skills().get(0).whyNot().orElseThrow().reason());
        agent.core().control().run("test");
        assertEquals(WhyNot.Reason.NOT_DUE, board.status().skills().get(0).whyNot().orElseThrow().reason());
    }

    @Test
    void isHeldByHoldsOnlyNotByStandingStill() {
        assertFalse(board.status().held());
        agent.core().control().arm("test");
        Status ready = board.status();
        assertEquals(AgentState.READY, ready.state());
        assertFalse(ready.held());

        agent.core().control().run("test");
        agent.core().control().pause(OVERLAY, "test", EnumSet.of(Scope.PLAY), OptionalLong.empty(), Optional.empty());
        assertTrue(board.status().held());
        agent.core().control().resume(OVERLAY, "test");
        assertFalse(board.status().held());
    }
}
