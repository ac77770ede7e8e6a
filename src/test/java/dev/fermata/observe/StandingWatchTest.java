package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Scope;
import dev.fermata.observe.Standing.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingWatchTest {
    private final List<Standing> told = new ArrayList<>();
    private final StandingWatch watch = new StandingWatch();

    StandingWatchTest() {
        watch.listen(told::add);
    }

    @Test
    void tellsEachStateOnce() {
        state(AgentState.READY);
        state(AgentState.READY);
        state(AgentState.RUNNING);
        state(AgentState.STOPPED);
        assertEquals(List.of(new Standing(Kind.ARMED, "armed"), new Standing(Kind.RUNNING, "running"),
                new Standing(Kind.STOPPED, "stopped")), told);
    }

    @Test
    void namesTheKeysThatHoldAndFollowsThem() {
        state(AgentState.RUNNING);
        hold(Hold.PRIORITY_KEYS, List.of(Key.SPACE), EnumSet.of(Scope.PLAY));
        assertEquals(new Standing(Kind.HELD, "held by space"), watch.standing());
        watch.accept(new Event.PriorityKey(0, Key.E, true, false, List.of(Key.SPACE, Key.E)));
        assertEquals("held by space+e", watch.standing().words());
        watch.accept(new Event.PriorityKey(0, Key.R, true, false, List.of(Key.SPACE, Key.E, Key.R, Key.T)));
        assertEquals("held by space+e+r+...", watch.standing().words());
        watch.accept(new Event.HoldRemoved(0, Hold.PRIORITY_KEYS, "up", 1));
        assertEquals(new Standing(Kind.RUNNING, "running"), watch.standing());
    }

    @Test
    void whatIsSilentOnlyInSpeechIsNoHold() {
        state(AgentState.RUNNING);
        hold("talk", List.of(), EnumSet.of(Scope.SPEECH));
        assertEquals(new Standing(Kind.RUNNING, "running"), watch.standing());
    }

    @Test
    void namesTheClientThatPausedUnlessThePlayerDidToo() {
        state(AgentState.RUNNING);
        hold(Hold.API_PREFIX + "obs\u001b[2J", List.of(), EnumSet.of(Scope.PLAY));
        state(AgentState.PAUSED);
        assertEquals(new Standing(Kind.PAUSED, "paused by obs\uFFFD[2J"), watch.standing());
        hold(Hold.MANUAL, List.of(), EnumSet.allOf(Scope.class));
        assertEquals(new Standing(Kind.PAUSED, "paused"), watch.standing());
    }

    @Test
    void saysThatTheGameHasNotTheKeyboardUnlessThePlayerPausedToo() {
        state(AgentState.RUNNING);
        watch.accept(new Event.HoldAdded(0, new Hold(Hold.FOCUS, "another window has the focus", 0, OptionalLong.empty(),
                List.of()), false));
        state(AgentState.PAUSED);
        assertEquals(new Standing(Kind.PAUSED, "paused: another window has the focus"), watch.standing());
        hold(Hold.MANUAL, List.of(), EnumSet.allOf(Scope.class));
        assertEquals(new Standing(Kind.PAUSED, "paused"), watch.standing());
    }

    @Test
    void cutsLongNames() {
        state(AgentState.RUNNING);
        hold(Hold.API_PREFIX + "x".repeat(60), List.of(), EnumSet.of(Scope.PLAY));
        state(AgentState.PAUSED);
        assertEquals("paused by " + "x".repeat(24) + "...", watch.standing().words());
    }

    @Test
    void aRefusedProfileShowsUntilOneIsLoaded() {
        state(AgentState.RUNNING);
        watch.accept(new Event.ProfileRefused(0, "line 3", Optional.empty()));
        assertEquals(new Standing(Kind.REFUSED, "running, profile refused"), watch.standing());
        assertEquals("line 3", watch.refused().orElseThrow().problems());
        watch.accept(new Event.ProfileLoaded(0, "arpg", Optional.empty()));
        assertEquals(new Standing(Kind.RUNNING, "running"), watch.standing());
        assertEquals(Optional.empty(), watch.refused());
    }

    @Test
    void nothingMattersMoreThanADeafHook() {
        state(AgentState.RUNNING);
        watch.accept(new Event.HookChanged(0, false, "silent"));
        assertEquals(new Standing(Kind.DEAF, "nothing heard"), watch.standing());
        assertEquals("silent", watch.deaf().orElseThrow().detail());
        watch.accept(new Event.HookChanged(0, true, "back"));
        assertEquals(Optional.empty(), watch.deaf());
        assertEquals(new Standing(Kind.RUNNING, "running"), watch.standing());
    }

    private void state(AgentState to) {
        watch.accept(new Event.StateChanged(0, AgentState.STOPPED, to, "test"));
    }

    private void hold(String holder, List<Key> keys, Set<Scope> scopes) {
        watch.accept(new Event.HoldAdded(0, new Hold(holder, "test", 0, OptionalLong.empty(), keys, scopes), false));
    }
}
