package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.StreamControl;
import dev.fermata.control.Studios;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.AgentState;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.net.FakeRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running session whose stream.toml, and what it names, are saved: what is said then. */
@Tag("long")
@Timeout(120)
class StreamReloadTest {
    private static final String RULES = "[[answer]]\non = \"chat\"\ntext = \"%s, %%user%%\"\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Path toml;
    private Path rules;
    private Session session;

    @BeforeEach
    void prepare() throws IOException {
        toml = folder.resolve("settings.toml");
        rules = folder.resolve("stream.toml");
        HumSound.write(folder.resolve("hum.wav"));
        Files.writeString(toml, settings(true));
    }

    @AfterEach
    void stop() {
        session.close();
    }

    private String settings(boolean on) {
        return "enable_api = false\n[speech]\nengine = \"command\"\ncommand = [\"cat\", \"" + folder.resolve("hum.wav")
                + "\"]\nafter = [\"level\"]\ncache = false\n[stream]\non = " + on + "\n";
    }

    private void begin() throws IOException {
        Path file = Files.writeString(folder.resolve("p.toml"),
                "schema = 1\nname = \"p\"\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1h\"\n");
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        LoadedSettings begun = load();
        session = Session.start(new Session.Options(profile, new ProfileLibrary(List.of(folder)), folder,
                Studios.noPreview(), begun.settings(), AgentState.RUNNING, OptionalLong.empty(), false,
                Optional.empty()), (echoes, clock) -> new FakeDesktop(true).asDesktop(), folder,
                new SessionEvents(this::hear));
        session.followSettings(List.of(toml), begun, this::load, settings -> { });
    }

    private LoadedSettings load() {
        return SettingsLoader.load(new SettingsLoader.Sources(toml, Optional.empty(), Map.of(), List.of()));
    }

    private void hear(Event event) {
        if (event instanceof Event.Advice advice) {
            told.add(advice.message());
        } else if (event instanceof Event.Failure failure) {
            told.add(failure.part() + ": " + failure.message());
        } else if (event instanceof Event.Speech speech && speech.news() == SpeechNews.STARTED) {
            heard.add(speech.text());
        }
    }

    private StreamControl stream() {
        return session.agent().companions().stream().orElseThrow();
    }

    private void says(String user) {
        stream().tell(new StreamMessage("", StreamKind.CHAT, "x", new Viewer("", user, 0, false), "hi", "", 1, 0));
    }

    private void awaitTold(Predicate<String> wanted) {
        await().atMost(PATIENCE).until(() -> told.stream().anyMatch(wanted));
    }

    private void awaitHeard(String text) {
        await(text).atMost(PATIENCE).until(() -> heard.contains(text));
    }

    @Test
    void whatIsSavedIsSaidFromThenOnAndWhatIsBrokenIsToldOnceAndNotUsed() throws IOException {
        Files.writeString(rules, RULES.formatted("hello"));
        begin();
        says("Ann");
        awaitHeard("hello, Ann");

        Files.writeString(rules, RULES.formatted("welcome"));
        awaitTold(each -> each.equals("the settings were read anew: stream.toml is in force"));
        says("Bob");
        awaitHeard("welcome, Bob");

        Files.writeString(rules, RULES.formatted("never") + "on = \"gifft\"\n");
        awaitTold(each -> each.startsWith("settings: not read anew, those before stay in force: ")
                && each.contains(rules + ":4:"));
        says("Cid");
        awaitHeard("welcome, Cid");
        Files.delete(rules);
        awaitTold(each -> each.contains("this file does not exist"));
        says("Dan");
        awaitHeard("welcome, Dan");

        // Longer than a file is young: what was refused is not told again and again.
        int count = told.size();
        Files.writeString(rules, RULES.formatted("again"));
        awaitTold(each -> told.size() > count && each.equals("the settings were read anew: stream.toml is in force"));
        says("Eve");
        awaitHeard("again, Eve");
        assertEquals(List.of("in force", "not read", "not read", "in force"), told.stream()
                .filter(each -> !each.contains("no sound device")).map(each ->
                each.startsWith("settings: not read") ? "not read" : each.endsWith("in force") ? "in force" : each)
                .toList());
        assertFalse(heard.stream().anyMatch(each -> each.startsWith("never")), heard::toString);
    }

    @Test
    @Tag("proof")
    void aScriptThatIsSavedAppearsOrIsMendedIsReadAnewAsWell() throws IOException {
        Path talk = Files.writeString(folder.resolve("talk.txt"), "first talk\n");
        Files.writeString(rules, "[script]\nfiles = [\"talk.txt\"]\npause = \"1s\"\n");
        begin();
        awaitHeard("first talk");
        Files.writeString(talk, "second talk\n");
        awaitHeard("second talk");
        Files.writeString(rules, "[script]\nfiles = [\"talk.txt\", \"more.txt\"]\npause = \"1s\"\n");
        awaitTold(each -> each.contains("more.txt") && each.contains("not exist"));
        Files.writeString(folder.resolve("more.txt"), "third talk {\n");
        awaitTold(each -> each.contains("more.txt:1:"));
        Files.writeString(folder.resolve("more.txt"), "third talk\n");
        awaitHeard("third talk");
        Files.delete(talk);
        awaitTold(each -> each.contains("talk.txt") && each.contains("not exist"));
        Files.writeString(talk, "fourth talk\n");
        awaitHeard("fourth talk");
    }

    @Test
    void aPromptThatIsSavedIsReadAnewAsWell() throws IOException {
        Path prompt = Files.writeString(folder.resolve("how.txt"), "Be short.\n");
        Files.writeString(rules, RULES.formatted("hello") + "[reply]\nprompt = \"how.txt\"\n");
        begin();
        Files.writeString(prompt, "\n");
        awaitTold(each -> each.contains("how.txt") && each.contains("nothing in it"));
        Files.writeString(prompt, "Be long.\n");
        awaitTold(each -> each.equals("the settings were read anew: stream.toml is in force"));
    }

    @Test
    void aFeedThatIsTheSameStaysConnectedAndAnotherIsConnectedTo() throws Exception {
        try (FakeRelay one = new FakeRelay(); FakeRelay other = new FakeRelay()) {
            String first = feed("one", one) + RULES.formatted("hello");
            Files.writeString(rules, first);
            begin();
            FakeRelay.Client client = one.client();
            await().until(() -> stream().status().feeds().get(0).isOpen());
            Files.writeString(rules, feed("other", other) + first);
            FakeRelay.Client second = other.client();
            await().until(() -> stream().status().feeds().stream().allMatch(each -> each.isOpen()));
            String ann = "{\"Type\":1,\"Data\":\"{\\\"Content\\\":\\\"hi\\\",\\\"User\\\":{\\\"Nickname\\\":\\\"%s\\\"}}\"}";
            client.text(ann.formatted("Ann"));
            awaitHeard("hello, Ann");
            second.text(ann.formatted("Bob"));
            awaitHeard("hello, Bob");
            Files.writeString(rules, feed("other", other) + RULES.formatted("hello"));
            await().atMost(PATIENCE).until(() -> stream().status().feeds().size() == 1);
            second.text(ann.formatted("Cid"));
            awaitHeard("hello, Cid");
        }
    }

    private static String feed(String name, FakeRelay relay) {
        return "[[feed]]\nname = \"" + name + "\"\nkind = \"barrage-grab\"\naddress = \"ws://"
                + relay.address().hostAndPort() + "\"\n";
    }

    @Test
    void viewersAreAnsweredFromWhenItIsSwitchedOnUntilItIsSwitchedOff() throws IOException {
        Files.writeString(toml, settings(false));
        Files.writeString(rules, RULES.formatted("hello"));
        begin();
        assertTrue(session.agent().companions().stream().isEmpty());
        Files.writeString(toml, settings(true));
        awaitTold(each -> each.equals("the settings were read anew: stream.on, stream.toml are in force"));
        says("Ann");
        awaitHeard("hello, Ann");
        Files.writeString(toml, settings(false));
        awaitTold(each -> each.equals("the settings were read anew: stream.on is in force"));
        assertTrue(session.agent().companions().stream().isEmpty());
    }
}
