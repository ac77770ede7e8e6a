package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fermata.event.Event;
import dev.fermata.event.FeedNews;
import dev.fermata.event.ProfileChanges;
import dev.fermata.event.ProfileProblem;
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
import dev.fermata.model.SensorReading;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.model.WhyIgnored;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The exact line of every event, as JSON and as text. Other programs read these: change with care. */
class EventFormatTest {
    private static final long T = 1_500_000_000L;
    private static final List<Key> KEYS = List.of(Key.SPACE, Key.MOUSE_RIGHT);

    private static final Map<Event, List<String>> GOLDEN = new LinkedHashMap<>();

    static {
        golden(new Event.SchedulerPauseRequested(T, "priority-keys", "priority_key_pressed", KEYS),
                "{\"t_ms\":1500,\"event\":\"scheduler_pause_requested\",\"holder\":\"priority-keys\","
                        + "\"reason\":\"priority_key_pressed\",\"active_keys\":[\"space\",\"mouse_right\"]}",
                "1500 scheduler_pause_requested holder=priority-keys reason=priority_key_pressed "
                        + "active_keys=space+mouse_right");
        golden(new Event.SchedulerResumeRequested(T, "priority-keys", "priority_key_released"),
                "{\"t_ms\":1500,\"event\":\"scheduler_resume_requested\",\"holder\":\"priority-keys\","
                        + "\"reason\":\"priority_key_released\"}",
                "1500 scheduler_resume_requested holder=priority-keys reason=priority_key_released");
        golden(new Event.PriorityKey(T + 500_000, Key.SPACE, true, false, KEYS),
                "{\"t_ms\":1500.5,\"event\":\"priority_down\",\"key\":\"space\",\"active_keys\":[\"space\","
                        + "\"mouse_right\"]}",
                "1500.5 priority_down key=space active_keys=space+mouse_right");
        golden(new Event.PriorityKey(T, Key.SPACE, false, true, List.of()),
                "{\"t_ms\":1500,\"event\":\"priority_up\",\"key\":\"space\",\"healed\":true,\"active_keys\":[]}",
                "1500 priority_up key=space healed=true active_keys=");
        golden(new Event.TalkKey(T, Key.SPACE, true, false, KEYS),
                "{\"t_ms\":1500,\"event\":\"talk_down\",\"key\":\"space\",\"active_keys\":[\"space\",\"mouse_right\"]}",
                "1500 talk_down key=space active_keys=space+mouse_right");
        golden(new Event.HoldAdded(T, new Hold("api:overlay", "a \"quoted\" word", T, OptionalLong.of(2 * T),
                List.of()), true),
                "{\"t_ms\":1500,\"event\":\"hold_added\",\"holder\":\"api:overlay\","
                        + "\"reason\":\"a \\\"quoted\\\" word\",\"mode\":\"graceful\",\"lease_ends_t_ms\":3000}",
                "1500 hold_added holder=api:overlay reason=\"a \"quoted\" word\" mode=graceful lease_ends_t_ms=3000");
        golden(new Event.HoldAdded(T, new Hold("priority-keys", "x", T, OptionalLong.empty(), KEYS), false),
                "{\"t_ms\":1500,\"event\":\"hold_added\",\"holder\":\"priority-keys\",\"reason\":\"x\","
                        + "\"active_keys\":[\"space\",\"mouse_right\"]}",
                "1500 hold_added holder=priority-keys reason=x active_keys=space+mouse_right");
        golden(new Event.Silenced(T), "{\"t_ms\":1500,\"event\":\"silenced\"}", "1500 silenced");
        golden(new Event.HoldRemoved(T, "manual", "toggle key", 1_234_567),
                "{\"t_ms\":1500,\"event\":\"hold_removed\",\"holder\":\"manual\",\"reason\":\"toggle key\","
                        + "\"held_ms\":1.235}",
                "1500 hold_removed holder=manual reason=\"toggle key\" held_ms=1.235");
        golden(new Event.StateChanged(T, AgentState.READY, AgentState.RUNNING, "run"),
                "{\"t_ms\":1500,\"event\":\"state\",\"from\":\"ready\",\"to\":\"running\",\"reason\":\"run\"}",
                "1500 state from=ready to=running reason=run");
        golden(new Event.KeySent(T, Key.Q, true, Origin.SKILL, Lane.NORMAL, "Fire bolt", false),
                "{\"t_ms\":1500,\"event\":\"key_down\",\"key\":\"q\",\"origin\":\"skill\",\"lane\":\"normal\","
                        + "\"action\":\"Fire bolt\"}",
                "1500 key_down key=q origin=skill lane=normal action=\"Fire bolt\"");
        golden(new Event.KeySent(T, Key.Q, true, Origin.SKILL, Lane.NORMAL, "Potion", true),
                "{\"t_ms\":1500,\"event\":\"key_down\",\"key\":\"q\",\"origin\":\"skill\",\"lane\":\"normal\","
                        + "\"action\":\"Potion\",\"during_hold\":\"run\"}",
                "1500 key_down key=q origin=skill lane=normal action=Potion during_hold=run");
        golden(new Event.KeySent(T, Key.Q, false, Origin.API, Lane.LOW, "c", false),
                "{\"t_ms\":1500,\"event\":\"key_up\",\"key\":\"q\",\"origin\":\"api\",\"lane\":\"low\","
                        + "\"action\":\"c\"}",
                "1500 key_up key=q origin=api lane=low action=c");
        golden(new Event.KeySent(T, Key.MOUSE_LEFT, true, Origin.PLAYER, Lane.HIGH, "e", false),
                "{\"t_ms\":1500,\"event\":\"button_down\",\"key\":\"mouse_left\",\"origin\":\"player\","
                        + "\"lane\":\"high\",\"action\":\"e\"}",
                "1500 button_down key=mouse_left origin=player lane=high action=e");
        golden(new Event.KeySent(T, Key.MOUSE_LEFT, false, Origin.PLAYER, Lane.HIGH, "e", false),
                "{\"t_ms\":1500,\"event\":\"button_up\",\"key\":\"mouse_left\",\"origin\":\"player\","
                        + "\"lane\":\"high\",\"action\":\"e\"}",
                "1500 button_up key=mouse_left origin=player lane=high action=e");
        golden(new Event.ActionPlayed(T, "Bolt", Origin.SKILL, Lane.EMERGENCY, 5),
                "{\"t_ms\":1500,\"event\":\"played\",\"origin\":\"skill\",\"lane\":\"emergency\",\"action\":\"Bolt\"}",
                "1500 played origin=skill lane=emergency action=Bolt");
        golden(new Event.ActionDropped(T, "Bolt", Origin.SKILL, Lane.NORMAL, "held"),
                "{\"t_ms\":1500,\"event\":\"dropped\",\"origin\":\"skill\",\"lane\":\"normal\",\"action\":\"Bolt\","
                        + "\"reason\":\"held\"}",
                "1500 dropped origin=skill lane=normal action=Bolt reason=held");
        golden(new Event.ActionRejected(T, "Bolt", Origin.SKILL, Lane.NORMAL, "lane full"),
                "{\"t_ms\":1500,\"event\":\"rejected\",\"origin\":\"skill\",\"lane\":\"normal\",\"action\":\"Bolt\","
                        + "\"reason\":\"lane full\"}",
                "1500 rejected origin=skill lane=normal action=Bolt reason=\"lane full\"");
        golden(new Event.ProfileLoaded(T, "", Optional.empty()),
                "{\"t_ms\":1500,\"event\":\"profile_loaded\",\"profile\":\"\",\"load\":\"first\"}",
                "1500 profile_loaded profile=\"\" load=first");
        golden(new Event.ProfileLoaded(T, "arpg", Optional.of(new ProfileChanges(
                        List.of(), List.of(), List.of(), List.of()))),
                "{\"t_ms\":1500,\"event\":\"profile_loaded\",\"profile\":\"arpg\",\"load\":\"unchanged\"}",
                "1500 profile_loaded profile=arpg load=unchanged");
        golden(new Event.ProfileLoaded(T, "arpg", Optional.of(new ProfileChanges(
                        List.of("Dash"), List.of("Fire bolt", "Shout"), List.of(), List.of("priority")))),
                "{\"t_ms\":1500,\"event\":\"profile_loaded\",\"profile\":\"arpg\",\"load\":\"changed\","
                        + "\"added\":[\"Dash\"],\"changed\":[\"Fire bolt\",\"Shout\"],\"settings\":[\"priority\"]}",
                "1500 profile_loaded profile=arpg load=changed added=Dash changed=\"Fire "
                        + "bolt+Shout\" settings=priority");
        golden(new Event.SensorRead(T, new SensorReading("life", Optional.of(120L), OptionalDouble.of(345),
                Optional.empty(),
                        0.984, OptionalLong.of(T))),
                "{\"t_ms\":1500,\"event\":\"reading\",\"sensor\":\"life\",\"value\":120,\"maximum\":345,"
                        + "\"state\":\"known\",\"confidence\":0.98}",
                "1500 reading sensor=life value=120 maximum=345 state=known confidence=0.98");
        golden(new Event.SensorRead(T, new SensorReading("hp", Optional.empty(), OptionalDouble.empty(),
                        Optional.of("the picture is black"), 0, OptionalLong.empty())),
                "{\"t_ms\":1500,\"event\":\"reading\",\"sensor\":\"hp\",\"state\":\"unknown\","
                        + "\"why\":\"the picture is black\",\"confidence\":0}",
                "1500 reading sensor=hp state=unknown why=\"the picture is black\" confidence=0");
        golden(new Event.ScreenShown(T, "X11 display :1, window 0x200001"),
                "{\"t_ms\":1500,\"event\":\"screen_shown\",\"detail\":\"X11 display :1, window 0x200001\"}",
                "1500 screen_shown detail=\"X11 display :1, window 0x200001\"");
        golden(new Event.Advice(T, "f8 first"), "{\"t_ms\":1500,\"event\":\"advice\",\"message\":\"f8 first\"}",
                "1500 advice message=\"f8 first\"");
        golden(new Event.SkillTurned(T, "Bolt", false, "api:deck"),
                "{\"t_ms\":1500,\"event\":\"skill_off\",\"skill\":\"Bolt\",\"reason\":\"api:deck\"}",
                "1500 skill_off skill=Bolt reason=api:deck");
        golden(new Event.HookChanged(T, false, "silent"),
                "{\"t_ms\":1500,\"event\":\"hook_lost\",\"detail\":\"silent\"}",
                "1500 hook_lost detail=silent");
        golden(new Event.HookChanged(T, true, "back"),
                "{\"t_ms\":1500,\"event\":\"hook_restored\",\"detail\":\"back\"}",
                "1500 hook_restored detail=back");
        golden(new Event.Recovered(T, "lease", "the lease of api:x ended", false),
                "{\"t_ms\":1500,\"event\":\"recovered\",\"what\":\"lease\",\"detail\":\"the lease of api:x ended\","
                        + "\"mended\":false}",
                "1500 recovered what=lease detail=\"the lease of api:x ended\" mended=false");
        golden(new Event.AlertRaised(T, "cpu", "over 1 %"),
                "{\"t_ms\":1500,\"event\":\"alert_raised\",\"alert\":\"cpu\",\"message\":\"over 1 %\"}",
                "1500 alert_raised alert=cpu message=\"over 1 %\"");
        golden(new Event.AlertCleared(T, "cpu", "below 1 % again"),
                "{\"t_ms\":1500,\"event\":\"alert_cleared\",\"alert\":\"cpu\",\"message\":\"below 1 % again\"}",
                "1500 alert_cleared alert=cpu message=\"below 1 % again\"");
        golden(new Event.Failure(T, "injector", "no"),
                "{\"t_ms\":1500,\"event\":\"failure\",\"part\":\"injector\",\"message\":\"no\"}",
                "1500 failure part=injector message=no");
        golden(new Event.Speech(T, SpeechNews.INTERRUPTED, 7, "life low", SpeechPriority.IMPORTANT, 250_000_000,
                "a hold", 2),
                "{\"t_ms\":1500,\"event\":\"speech_interrupted\",\"id\":7,\"text\":\"life low\",\"priority\":0,"
                        + "\"position_ms\":250,\"repeats\":2,\"reason\":\"a hold\"}",
                "1500 speech_interrupted id=7 text=\"life low\" priority=0 position_ms=250 repeats=2 "
                        + "reason=\"a hold\"");
        golden(new Event.Voice(T, VoiceNews.HEARD, "go on", 0.876, 0, Optional.empty()),
                "{\"t_ms\":1500,\"event\":\"voice_heard\",\"command\":\"go on\",\"confidence\":0.88}",
                "1500 voice_heard command=\"go on\" confidence=0.88");
        golden(new Event.Voice(T, VoiceNews.DONE, "go on", 1, 250_000_000, Optional.empty()),
                "{\"t_ms\":1500,\"event\":\"voice_done\",\"command\":\"go on\",\"confidence\":1,\"took_ms\":250}",
                "1500 voice_done command=\"go on\" confidence=1 took_ms=250");
        golden(new Event.Voice(T, VoiceNews.IGNORED, "", 0.5, 250_000_000, Optional.of(WhyIgnored.NO_COMMAND)),
                "{\"t_ms\":1500,\"event\":\"voice_ignored\",\"confidence\":0.5,\"reason\":\"no such command\"}",
                "1500 voice_ignored confidence=0.5 reason=\"no such command\"");
        golden(new Event.Recording(T, true, "api:record", "e, q", 0, ""),
                "{\"t_ms\":1500,\"event\":\"recording_started\",\"client\":\"api:record\",\"detail\":\"e, q\"}",
                "1500 recording_started client=api:record detail=\"e, q\"");
        golden(new Event.Recording(T, false, "api:record", "e, q", 12, "by itself"),
                "{\"t_ms\":1500,\"event\":\"recording_ended\",\"client\":\"api:record\",\"detail\":\"e, q\",\"strokes\":12,"
                        + "\"reason\":\"by itself\"}",
                "1500 recording_ended client=api:record detail=\"e, q\" strokes=12 reason=\"by itself\"");
        golden(new StreamEvent.Came(T, 7, new StreamMessage("m1", StreamKind.CHAT, "douyin",
                        new Viewer("u1", "Ann", 12, true), "hello there", "", 1, 0)),
                "{\"t_ms\":1500,\"event\":\"stream_chat\",\"number\":7,\"feed\":\"douyin\",\"id\":\"m1\",\"user_id\":\"u1\","
                        + "\"user\":\"Ann\",\"level\":12,\"special\":true,\"text\":\"hello there\"}",
                "1500 stream_chat number=7 feed=douyin id=m1 user_id=u1 user=Ann level=12 special=true "
                        + "text=\"hello there\"");
        golden(new StreamEvent.Came(T, 8, new StreamMessage("", StreamKind.GIFT, "douyin", new Viewer("", "Ann", 0,
                        false), "", "rose", 5, 50)),
                "{\"t_ms\":1500,\"event\":\"stream_gift\",\"number\":8,\"feed\":\"douyin\",\"user\":\"Ann\","
                        + "\"gift\":\"rose\",\"count\":5,\"value\":50}",
                "1500 stream_gift number=8 feed=douyin user=Ann gift=rose count=5 value=50");
        golden(new StreamEvent.Became(T, StreamNews.ANSWERED, 7, StreamKind.CHAT, "hello Ann", "", 0, Optional.empty(), ""),
                "{\"t_ms\":1500,\"event\":\"stream_answered\",\"number\":7,\"kind\":\"chat\",\"text\":\"hello Ann\"}",
                "1500 stream_answered number=7 kind=chat text=\"hello Ann\"");
        golden(new StreamEvent.Became(T, StreamNews.ANSWERED, 8, StreamKind.CHAT, "hi Ann", "qwen", 0, Optional.empty(),
                        "interrupted"),
                "{\"t_ms\":1500,\"event\":\"stream_answered\",\"number\":8,\"kind\":\"chat\",\"text\":\"hi Ann\","
                        + "\"model\":\"qwen\",\"detail\":\"interrupted\"}",
                "1500 stream_answered number=8 kind=chat text=\"hi Ann\" model=qwen detail=interrupted");
        golden(new StreamEvent.Became(T, StreamNews.MERGED, 9, StreamKind.GIFT, "", "", 8, Optional.empty(), ""),
                "{\"t_ms\":1500,\"event\":\"stream_merged\",\"number\":9,\"kind\":\"gift\",\"into\":8}",
                "1500 stream_merged number=9 kind=gift into=8");
        golden(new StreamEvent.Became(T, StreamNews.DROPPED, 9, StreamKind.LIKE, "", "", 0, Optional.of(StreamDrop.RATE),
                        "20 a minute"),
                "{\"t_ms\":1500,\"event\":\"stream_dropped\",\"number\":9,\"kind\":\"like\","
                        + "\"reason\":\"too many a minute\",\"detail\":\"20 a minute\"}",
                "1500 stream_dropped number=9 kind=like reason=\"too many a minute\" detail=\"20 a minute\"");
        golden(new StreamEvent.Viewer(T, ViewerNews.REFUSED, 9, "Jump", "Ann", "held"),
                "{\"t_ms\":1500,\"event\":\"viewer_refused\",\"number\":9,\"action\":\"Jump\",\"user\":\"Ann\","
                        + "\"reason\":\"held\"}",
                "1500 viewer_refused number=9 action=Jump user=Ann reason=held");
        golden(new StreamEvent.FeedChanged(T, FeedNews.LOST, "douyin", "no connection"),
                "{\"t_ms\":1500,\"event\":\"feed_lost\",\"feed\":\"douyin\",\"detail\":\"no connection\"}",
                "1500 feed_lost feed=douyin detail=\"no connection\"");
        golden(new Event.ProfileRefused(T, "two words",
                Optional.of(new ProfileProblem("a.toml", 3, 5, "no key"))),
                "{\"t_ms\":1500,\"event\":\"profile_refused\",\"problems\":\"two words\",\"file\":\"a.toml\","
                        + "\"line\":3,\"column\":5,\"problem\":\"no key\"}",
                "1500 profile_refused problems=\"two words\" file=a.toml line=3 column=5 problem=\"no key\"");
    }

    private static void golden(Event event, String json, String text) {
        GOLDEN.put(event, List.of(json, text));
    }

    @TestFactory
    Stream<DynamicTest> line() {
        return GOLDEN.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey().name(), () -> {
            assertEquals(each.getValue().get(0), EventFormat.JSONL.format(each.getKey()));
            assertEquals(each.getValue().get(1), EventFormat.TEXT.format(each.getKey()));
        }));
    }

    @Test
    void everyTypeOfEventIsHere() {
        Set<Class<?>> covered = GOLDEN.keySet().stream().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(recordsOf(Event.class).collect(Collectors.toSet()), covered);
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isRecord() ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventFormatTest::recordsOf);
    }

    @Test
    void aLineIsOneLineWhateverIsInTheMessage() {
        Event event = new Event.ProfileRefused(0, "first\nsecond\r\u2028third", Optional.empty());
        assertFalse(EventFormat.JSONL.format(event).matches("(?s).*[\n\r].*"));
        assertFalse(EventFormat.TEXT.format(event).matches("(?s).*[\n\r].*"));
    }
}
