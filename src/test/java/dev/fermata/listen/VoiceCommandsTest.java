package dev.fermata.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.VoiceStatus;
import dev.fermata.model.WhyIgnored;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

class VoiceCommandsTest {
    private static final long MS = 1_000_000;
    private static final String PROFILE = """
            [[voice]]
            hear = ["drink {a|the|} potion", "potion"]
            keys = "1,2"
            lane = "emergency"
            say = "gulp"
            [[voice]]
            hear = "jump"
            keys = "3"
            confidence = 0.9
            cooldown = "10s"
            [[voice]]
            hear = "take a rest"
            do = "pause"
            [[voice]]
            hear = "go on"
            do = "resume"
            [[voice]]
            hear = "stop everything"
            do = "stop"
            [[voice]]
            hear = "not this one"
            keys = "4"
            enabled = false
            """;

    private final HandClock clock = new HandClock();
    private final Bus bus = new Bus(new FailFast());
    private final List<Event> events = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private Optional<WhyIgnored> refusal = Optional.empty();
    private int woken;
    private final VoiceCommands commands =
            new VoiceCommands(clock, bus, new Written(),
            new VoiceCommands.Rules(0.6, Set.of(Key.F5)), new Random(1), () -> woken++);

    /** Writes down what is done. */
    private final class Written implements VoiceCommands.Acts {
        @Override
        public Optional<WhyIgnored> play(String label, Action action, Lane lane) {
            return done(label + " " + action.keys() + " " + lane.id());
        }

        @Override
        public Optional<WhyIgnored> pause(String cause) {
            return done("pause " + cause);
        }

        @Override
        public Optional<WhyIgnored> resume(String cause) {
            return done("resume " + cause);
        }

        @Override
        public Optional<WhyIgnored> stop(String cause) {
            return done("stop " + cause);
        }

        @Override
        public void say(String text) {
            acts.add("say " + text);
        }

        private Optional<WhyIgnored> done(String what) {
            if (refusal.isEmpty()) {
                acts.add(what);
            }
            return refusal;
        }
    }

    /** Writes down events. */
    public final class Listener {
        @Subscribe
        public void on(Event event) {
            events.add(event);
        }
    }

    VoiceCommandsTest() {
        bus.register(new Listener());
        clock.atMillis(60_000);
        commands.load(profile(PROFILE).listenedFor());
    }

    private static Profile profile(String text) {
        return ProfileReader.parse("x.toml", "schema = 1\n" + text).profile().orElseThrow();
    }

    /** Something that ended just now and took half a second. */
    private void hear(String text, double confidence) {
        hear(text, confidence, 0);
    }

    private void hear(String text, double confidence, long agoMillis) {
        commands.heard(new Heard(text, confidence, clock.nanos() - agoMillis * MS, Duration.ofMillis(500)));
    }

    private List<String> told() {
        List<String> told = events.stream().map(Event.Voice.class::cast).map(event -> switch (event.news()) {
            case HEARD -> "heard " + event.command() + " " + event.confidence();
            case DONE -> "done " + event.command() + " " + event.tookNanos() / MS;
            case IGNORED -> "ignored " + event.command() + ": " + event.ignored().orElseThrow().words();
        }).toList();
        events.clear();
        return told;
    }

    @Test
    void doesWhatIsSaidInAnyOfItsWaysHoweverItIsWritten() {
        hear("Drink the potion.", 0.6, 120);
        assertEquals(List.of("voice:drink a potion [1, 2] emergency", "say gulp"), acts);
        assertEquals(List.of("heard drink a potion 0.6", "done drink a potion 120"), told());
        clock.atMillis(61_000);
        hear("POTION!", 1);
        clock.atMillis(62_000);
        hear("drink potion", 1);
        assertEquals(6, acts.size());
        VoiceStatus status = commands.status();
        assertEquals(5, status.commands());
        assertEquals(3, status.done());
        assertEquals(120 * MS, status.tookMaxNanos());
    }

    @Test
    void tellsTheAgent() {
        hear("take a rest", 1);
        hear("go on", 1);
        hear("stop everything", 1);
        assertEquals(List.of("pause voice:take a rest", "resume voice:go on", "stop voice:stop everything"), acts);
    }

    @Test
    void nothingIsGuessed() {
        for (String other : List.of("please drink potion", "drink", "drink potions", "potion potion", "drinkpotion", "",
                "...", "not this one", "drink a the potion")) {
            hear(other, 1);
        }
        assertEquals(List.of(), acts);
        assertEquals(9, events.size());
        assertTrue(told().stream().allMatch("ignored : no such command"::equals));
    }

    @Test
    void whatIsNoCommandIsInNoEventAndForgottenToTheTick() {
        hear("My password is Secret", 0.8);
        assertFalse(events.toString().toLowerCase(Locale.ROOT).contains("secret"));
        assertEquals("my password is secret", commands.status().last().orElseThrow().text());
        assertEquals(1, woken, "somebody has to step it");
        long until = clock.nanos() + VoiceCommands.KEPT.toNanos();
        assertEquals(until, commands.step(until - 1));
        assertTrue(commands.status().last().isPresent());
        assertEquals(Clock.NEVER, commands.step(until));
        assertEquals(Optional.empty(), commands.status().last());
    }

    @Test
    void ofALongSpeechOnlyItsBeginningIsKept() {
        hear("blah ".repeat(10_000), 1);
        assertEquals("blah ".repeat(40), commands.status().last().orElseThrow().text());
    }

    @Test
    void aCommandIsNotForgotten() {
        hear("jump", 1);
        assertEquals(Clock.NEVER, commands.step(clock.nanos() + Duration.ofHours(1).toNanos()));
        assertEquals("jump", commands.status().last().orElseThrow().text());
        assertEquals(0, woken);
    }

    @Test
    void hasToBeAsSureAsTheCommandSaysOrElseAsOfAll() {
        hear("drink potion", 0.59);
        hear("jump", 0.89);
        assertEquals(List.of("heard drink a potion 0.59", "ignored drink a potion: not sure enough", "heard jump 0.89",
                "ignored jump: not sure enough"), told());
        hear("jump", 0.9);
        assertEquals(List.of("voice:jump [3] normal"), acts);
    }

    @Test
    void whatIsHeardTwiceIsDoneOnce() {
        hear("potion", 1);
        acts.clear();
        told();
        clock.atMillis(60_499);
        hear("drink the potion", 1);
        assertEquals(List.of("heard drink a potion 1.0", "ignored drink a potion: done just before"), told());
        clock.atMillis(60_500);
        hear("potion", 1);
        assertEquals(List.of("voice:drink a potion [1, 2] emergency", "say gulp"), acts);
    }

    @Test
    void countsFromTheEndOfWhatWasSaidHoweverLateItIsUnderstood() {
        clock.atMillis(64_000);
        hear("potion", 1, 4_000);
        hear("potion", 1, 3_600);
        hear("potion", 1, 3_500);
        assertEquals(2, acts.stream().filter(each -> each.startsWith("voice:")).count());
    }

    @Test
    void whatWasNotDoneMayBeSaidAgainAtOnce() {
        refusal = Optional.of(WhyIgnored.HELD);
        hear("jump", 1);
        refusal = Optional.empty();
        hear("jump", 1);
        assertEquals(List.of("heard jump 1.0", "ignored jump: held", "heard jump 1.0", "done jump 0"), told());
        assertEquals(List.of("voice:jump [3] normal"), acts);
    }

    @Test
    void isNotWantedAnyMoreWhenItIsUnderstoodLongAfterwardsButForSilence() {
        hear("jump", 1, 5_001);
        hear("go on", 1, 5_001);
        assertEquals(List.of("heard jump 1.0", "ignored jump: understood too late", "heard go on 1.0",
                "ignored go on: understood too late"), told());
        hear("jump", 1, 5_000);
        hear("take a rest", 1, 60_000);
        hear("stop everything", 1, 60_000);
        assertEquals(List.of("voice:jump [3] normal", "pause voice:take a rest", "stop voice:stop everything"), acts);
    }

    @Test
    void whatIsSaidWhileThePlayerTalksToOthersIsNotForTheAgent() {
        talk(true);
        clock.atMillis(60_100);
        hear("jump", 1);
        hear("take a rest", 1);
        talk(false);
        clock.atMillis(60_599);
        hear("jump", 1);
        assertEquals(List.of(), acts);
        clock.atMillis(60_600);
        hear("jump", 1);
        assertEquals(List.of("voice:jump [3] normal"), acts);
        clock.atMillis(80_000);
        talk(true);
        hear("jump", 1, 1);
        assertEquals(2, acts.size(), "it was said before");
    }

    @Test
    void aKeyThatCommandsAreGivenWithIsForTheAgent() {
        keys(Key.F5);
        hear("jump", 1);
        assertEquals(List.of("voice:jump [3] normal"), acts);
        clock.atMillis(80_000);
        keys(Key.F5, Key.MOUSE_BACK);
        hear("jump", 1);
        keys(Key.F5);
        hear("jump", 1);
        assertEquals(1, acts.size(), "to others as well");
    }

    private void talk(boolean on) {
        keys(on ? new Key[] {Key.MOUSE_BACK} : new Key[0]);
    }

    private void keys(Key... down) {
        commands.happened(new Event.TalkKey(clock.nanos(), Key.MOUSE_BACK, down.length > 0, false, List.of(down)));
    }

    @Test
    void anotherProfileHasOtherCommandsAndWhatIsTheSameKeepsItsTime() {
        hear("potion", 1);
        hear("jump", 1);
        acts.clear();
        commands.load(profile(PROFILE.replace("\"3\"", "\"5\"").replace("go on", "carry on")).listenedFor());
        assertEquals(Grammar.of(List.of("drink a potion", "drink the potion", "drink potion", "potion", "jump",
                "take a rest", "carry on", "stop everything")), commands.grammar());
        hear("potion", 1);
        hear("jump", 1);
        hear("go on", 1);
        assertEquals(List.of("voice:jump [5] normal"), acts);
        commands.load(List.of());
        hear("jump", 1);
        assertEquals(0, commands.status().commands());
        assertEquals(1, acts.size());
    }

    /** Whatever is heard in whatever order: nothing is done but what was said, was sure, and had not just been done. */
    @Tag("long")
    @Property(tries = 200)
    void nothingIsDoneThatWasNotSaid(@ForAll long seed) {
        Random random = new Random(seed);
        VoiceCommandsTest test = new VoiceCommandsTest();
        List<String> said = List.of("potion", "jump", "Take a rest!", "go on", "drink", "jump jump", "secret");
        int heard = 0;
        for (int i = 0; i < 40; i++) {
            test.clock.atMillis(60_000 + 400L * i);
            if (random.nextInt(8) == 0) {
                test.commands.load(random.nextBoolean() ? List.of() : profile(PROFILE).listenedFor());
            }
            test.refusal = random.nextInt(4) == 0 ? Optional.of(WhyIgnored.HELD) : Optional.empty();
            test.acts.clear();
            test.events.clear();
            String text = said.get(random.nextInt(said.size()));
            double confidence = random.nextInt(11) / 10.0;
            boolean known = !test.commands.grammar().phrases().isEmpty();
            test.hear(text, confidence, random.nextInt(3) * 3_000L);
            heard++;
            List<String> done = test.acts.stream().filter(each -> !each.startsWith("say")).toList();
            assertTrue(done.size() <= 1 && (done.isEmpty() || known && test.refusal.isEmpty() && confidence >= 0.6
                    && !List.of("drink", "jump jump", "secret").contains(text)), () -> text + done);
            if (!done.isEmpty() && text.equals("jump")) {
                assertTrue(confidence >= 0.9);
            }
            List<String> told = test.told();
            assertEquals(done.isEmpty() ? "ignored" : "done", told.get(told.size() - 1).split(" ")[0]);
            assertFalse(told.toString().contains("secret"));
        }
        VoiceStatus status = test.commands.status();
        assertEquals(heard, status.done() + status.ignored().values().stream().mapToLong(each -> each).sum());
    }
}
