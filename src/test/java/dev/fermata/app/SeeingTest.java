package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.Status;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.WhyNot;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Screen;
import dev.fermata.platform.simulated.SimulatedScreen;
import dev.fermata.time.SystemClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose screen a running agent opens and closes, and what it says where there is none. */
class SeeingTest {
    private static final String BOLT = "[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1s\"\n";
    private static final String SENSOR = """
            [[sensor]]
            name = "red"
            kind = "pixel"
            colour = "#ff0000"
            region = [0, 0, 4, 4]
            [[skill]]
            name = "Potion"
            keys = "p"
            when = "red"
            cooldown = "1s"
            """;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Screen> opened = new CopyOnWriteArrayList<>();
    private final List<Screen> closed = new CopyOnWriteArrayList<>();
    private final List<Optional<GameWindow>> asked = new ArrayList<>();
    private Agent agent;
    private volatile Runnable duringTheNextLook = () -> { };

    private static Profile profile(String body) {
        return ProfileReader.parse("test.toml", "schema = 1\nname = \"Test\"\n" + body).profile().orElseThrow();
    }

    private void start(String body, Core.Host host) {
        agent = new Agent(new SystemClock(), new HandDesktop().asDesktop(), new EchoFilter(), profile(body),
                Settings.DEFAULTS, host);
        agent.listen(events::add);
        agent.start();
        agent.core().control().run("test");
    }

    /** Shows red. */
    private final class Seen implements Core.Host {
        @Override
        public void onBroken() {
            // it does not break
        }

        @Override
        public Screen screen(Optional<GameWindow> window) {
            asked.add(window);
            int[] red = new int[100];
            Arrays.fill(red, 0xff0000);
            int number = opened.size();
            SimulatedScreen screen = new SimulatedScreen(() -> closed.add(opened.get(number)));
            screen.duringTheNextLook(duringTheNextLook);
            screen.show(10, 10, red);
            opened.add(screen);
            return screen;
        }
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    private Status.SensesStatus senses() {
        return agent.senses().orElseThrow();
    }

    @Test
    void whereTheScreenCannotBeReadItIsToldOnceAndNothingThatLooksIsPlayed() {
        start(SENSOR, () -> { });
        await().until(() -> agent.senses().flatMap(Status.SensesStatus::trouble).isPresent());
        assertEquals("this desktop does not show its screen", senses().trouble().orElseThrow());
        assertEquals("the desktop gave no picture", senses().readings().get(0).words());
        WhyNot why = agent.core().skills().states(false).get(0).whyNot().orElseThrow();
        assertEquals(WhyNot.Reason.BLIND, why.reason());
        assertEquals("cannot see red: the desktop gave no picture", why.words());
        await().until(() -> events.stream().anyMatch(Event.Advice.class::isInstance));
        assertEquals(1, events.stream().filter(Event.Advice.class::isInstance).count());
    }

    @Test
    void skillsAndCallOutsThatWaitAreWokenAndThoseThatLookWhenTheyAreDueAreNot() {
        List<String> awaited = Lookout.awaited(profile(SENSOR + """
                [[skill]]
                name = "Same"
                keys = "s"
                when = "red"
                [[skill]]
                name = "Timed"
                keys = "t"
                every = "1s"
                when = "not red"
                [[say]]
                on = "red or not red"
                text = "red"
                [[say]]
                on = "hold_added priority-keys"
                text = "held"
                """)).stream().map(Object::toString).toList();
        assertEquals(List.of("red or not red", "red"), awaited);
    }

    @Test
    void eachProfileHasAScreenOfItsOwnAndOneWithoutSensorsNone() {
        start(SENSOR, new Seen());
        await().until(() -> events.stream().anyMatch(event -> event instanceof Event.ActionPlayed));
        assertEquals("true", senses().readings().get(0).words());
        agent.load(profile(SENSOR.replace("\"red\"", "\"blood\"")));
        await().until(() -> opened.size() == 2);
        await().until(() -> closed.equals(List.of(opened.get(0))));
        await().until(() -> agent.senses().isPresent() && senses().readings().get(0).sensor().equals("blood"));
        agent.load(profile(BOLT));
        await().until(() -> closed.size() == 2);
        assertTrue(agent.senses().isEmpty());
        agent.load(profile("[window]\ntitle = \"Game\"\nunfocused = \"ignore\"\n" + SENSOR));
        await().until(() -> opened.size() == 3);
        assertEquals(List.of(false, false, true), asked.stream().map(Optional::isPresent).toList());
    }

    @Test
    void aLookThatOutlastsItsProfileKeepsNobodyWaitingAndTheScreenIsGivenBackAfterIt() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        duringTheNextLook = () -> {
            looks.countDown();
            Uninterruptibles.awaitUninterruptibly(goesOn);
        };
        start(SENSOR, new Seen());
        looks.await();
        duringTheNextLook = () -> { };
        agent.load(profile(SENSOR.replace("\"red\"", "\"blood\"")));
        await().until(() -> opened.size() == 2);
        assertEquals(List.of(), closed);
        goesOn.countDown();
        await().until(() -> closed.equals(List.of(opened.get(0))));
    }

    @Test
    void whatACallOutWaitsForIsSaidAsItIsSeenAlsoWhileThePlayerDrives() {
        start("""
                [priority]
                special = ["space"]
                """ + SENSOR.substring(0, SENSOR.indexOf("[[skill]]")).replace("ff0000", "00ff00") + """
                [[say]]
                on = "red"
                text = "green light"
                """ + BOLT, new Seen());
        await().until(() -> agent.senses().isPresent() && senses().readings().get(0).words().equals("false"));
        agent.core().ledger().add(new Hold(Hold.PRIORITY_KEYS, "test", 0, OptionalLong.empty(), List.of(Key.SPACE)),
                Optional.empty());
        int[] green = new int[100];
        Arrays.fill(green, 0x00ff00);
        ((SimulatedScreen) opened.get(0)).show(10, 10, green);
        await().until(() -> events.stream().anyMatch(event -> event instanceof Event.Speech said
                && said.news() == SpeechNews.QUEUED && said.text().equals("green light")));
    }
}
