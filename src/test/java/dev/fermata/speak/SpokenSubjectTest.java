package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.event.FeedNews;
import dev.fermata.event.SpeechNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.event.ViewerNews;
import dev.fermata.event.VoiceNews;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpokenEvent;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.model.WhyIgnored;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be said of events: of each kind there is, something or nothing. */
class SpokenSubjectTest {
    private static final Hold HOLD = new Hold("priority-keys", "", 0, OptionalLong.empty(), List.of());

    private static final List<Event> SPOKEN = List.of(
            new Event.HoldAdded(0, HOLD, false), new Event.HoldRemoved(0, "chat", "", 0), new Event.Silenced(0),
            new Event.StateChanged(0, AgentState.READY, AgentState.RUNNING, ""),
            new Event.ActionPlayed(0, "Bolt", Origin.SKILL, Lane.NORMAL, 0),
            new Event.ActionDropped(0, "Bolt", Origin.SKILL, Lane.NORMAL, ""),
            new Event.ActionRejected(0, "Bolt", Origin.SKILL, Lane.NORMAL, ""),
            new Event.SkillTurned(0, "Bolt", true, ""), new Event.SkillTurned(0, "Bolt", false, ""),
            new Event.PriorityKey(0, Key.SPACE, true, false, List.of()),
            new Event.PriorityKey(0, Key.SPACE, false, false, List.of()),
            new Event.ProfileLoaded(0, "arpg", Optional.empty()), new Event.ProfileRefused(0, "", Optional.empty()),
            new Event.Advice(0, "x"), new Event.ScreenShown(0, "x"), new Event.Recording(0, true, "", "", 0, ""),
            new Event.Recording(0, false, "", "", 0, ""), new Event.HookChanged(0, false, ""),
            new Event.HookChanged(0, true, ""), new Event.Recovered(0, "lease", "", true),
            new Event.AlertRaised(0, "cpu", ""), new Event.AlertCleared(0, "cpu", ""),
            new Event.Failure(0, "sense", ""), voice(VoiceNews.HEARD, Optional.empty()),
            voice(VoiceNews.DONE, Optional.empty()), voice(VoiceNews.IGNORED, Optional.of(WhyIgnored.HELD)));

    private static final List<Event> UNSPOKEN = List.of(
            new Event.SchedulerPauseRequested(0, "", "", List.of()), new Event.SchedulerResumeRequested(0, "", ""),
            new Event.TalkKey(0, Key.V, true, false, List.of()),
            new Event.KeySent(0, Key.Q, true, Origin.SKILL, Lane.NORMAL, "", false),
            new Event.SensorRead(0, null),
            new StreamEvent.Came(0, 1, new StreamMessage("", StreamKind.LIKE, "", Viewer.NOBODY, "", "", 1, 0)),
            new StreamEvent.Became(0, StreamNews.MERGED, 1, StreamKind.LIKE, "", "", 2, Optional.empty(), ""),
            new StreamEvent.Viewer(0, ViewerNews.PLAYED, 1, "", "", ""),
            new StreamEvent.FeedChanged(0, FeedNews.LOST, "", ""),
            new Event.Speech(0, SpeechNews.DONE, 1, "", SpeechPriority.NORMAL, 0, "", 0));

    private static Event voice(VoiceNews news, Optional<WhyIgnored> why) {
        return new Event.Voice(0, news, "drink potion", 1, 0, why);
    }

    @Test
    void whatIsIgnoredIsAboutTheReasonForWhatWasSaidMayBeNothingToRepeat() {
        assertEquals("drink potion", SpokenSubject.of(voice(VoiceNews.DONE, Optional.empty())).orElseThrow().subject());
        assertEquals("held", SpokenSubject.of(voice(VoiceNews.IGNORED, Optional.of(WhyIgnored.HELD))).orElseThrow()
                .subject());
    }

    @Test
    void everyEventIsSpokenOfOrSaysWhyNot() {
        Set<Class<?>> kinds = new HashSet<>();
        SPOKEN.forEach(each -> kinds.add(each.getClass()));
        UNSPOKEN.forEach(each -> kinds.add(each.getClass()));
        Set<Class<?>> all = new HashSet<>(List.of(Event.class.getPermittedSubclasses()));
        all.remove(Event.Request.class);
        all.addAll(List.of(Event.Request.class.getPermittedSubclasses()));
        all.remove(StreamEvent.class);
        all.addAll(List.of(StreamEvent.class.getPermittedSubclasses()));
        assertEquals(all, kinds);

        for (Event each : UNSPOKEN) {
            assertEquals(Optional.empty(), SpokenSubject.of(each));
            assertTrue(SpokenEvent.whyUnspoken(each.name()).isPresent(), each.name());
        }
    }

    @Test
    void theNamesAreThoseOfTheEvents() {
        Set<SpokenEvent> found = EnumSet.noneOf(SpokenEvent.class);
        for (Event each : SPOKEN) {
            SpokenSubject told = SpokenSubject.of(each).orElseThrow();
            assertEquals(each.name(), told.event().id());
            assertEquals(told.event().subject() == SpokenEvent.Subject.NONE, told.subject().isEmpty(), each.name());
            found.add(told.event());
        }
        assertEquals(EnumSet.allOf(SpokenEvent.class), found);
    }

    @Test
    void theSubjectIsWhatAProfileWouldName() {
        assertEquals("priority-keys", SpokenSubject.of(SPOKEN.get(0)).orElseThrow().subject());
        assertEquals("running", SpokenSubject.of(SPOKEN.get(3)).orElseThrow().subject());
        assertEquals("space", SpokenSubject.of(SPOKEN.get(9)).orElseThrow().subject());
    }

    @Test
    void whatFailsAboutSpeechIsNotSpokenOf() {
        assertEquals(Optional.empty(), SpokenSubject.of(new Event.Failure(0, "speech", "no device")));
    }
}
