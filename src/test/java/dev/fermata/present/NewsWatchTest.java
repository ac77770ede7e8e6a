package dev.fermata.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import dev.fermata.present.News.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewsWatchTest {
    private final List<News> told = new ArrayList<>();
    private final NewsWatch watch = new NewsWatch(told::add);

    @Test
    void everyChangeOfStateIsNews() {
        for (AgentState to : AgentState.values()) {
            watch.accept(new Event.StateChanged(0, AgentState.STOPPED, to, "why"));
        }
        assertEquals(List.of(new News(Kind.STOPPED, "why"), new News(Kind.ARMED, "why"),
                new News(Kind.STARTED, "why"), new News(Kind.PAUSED, "why")), told);
    }

    @Test
    void holdsAreNewsWhenTheFirstBeginsAndTheLastEnds() {
        added("priority-keys", EnumSet.of(Scope.PLAY));
        added("focus", EnumSet.of(Scope.PLAY));
        watch.accept(new Event.HoldRemoved(0, "priority-keys", "up", 1));
        assertEquals(List.of(Kind.HELD), told.stream().map(News::kind).toList());
        watch.accept(new Event.HoldRemoved(0, "focus", "up", 1));
        added("talk", EnumSet.of(Scope.SPEECH));
        watch.accept(new Event.HoldRemoved(0, "talk", "up", 1));
        assertEquals(List.of(Kind.HELD, Kind.FREE), told.stream().map(News::kind).toList());
    }

    @Test
    void faultsAreNewsAndTheirEndIs() {
        watch.accept(new Event.ProfileRefused(0, "line 3", Optional.empty()));
        watch.accept(new Event.HookChanged(0, false, "silent"));
        watch.accept(new Event.HookChanged(0, true, "back"));
        watch.accept(new Event.Failure(0, "input", "odd"));
        assertEquals(List.of(new News(Kind.REFUSED, "line 3"), new News(Kind.DEAF, "silent"),
                new News(Kind.HEARING, "back")), told);
    }

    private void added(String holder, Set<Scope> scopes) {
        watch.accept(new Event.HoldAdded(0, new Hold(holder, "test", 0, OptionalLong.empty(), List.of(), scopes), false));
    }
}
