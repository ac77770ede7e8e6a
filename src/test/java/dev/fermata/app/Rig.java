package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real {@code fermata run} on the virtual desktop, with a profile made for the test, the player's
 * hands and the window that stands for the game. Releases what the player has down when closed.
 */
final class Rig implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long TAKE_OVER_MILLIS = 100;

    final VirtualDesktop desktop;
    final Path profile;
    final AgentProcess agent;
    private final Set<Key> held = EnumSet.noneOf(Key.class);
    private final Set<Key> otherProgramsKeys = EnumSet.noneOf(Key.class);

    Rig(VirtualDesktop desktop, Path folder, String profileBody, String... arguments) throws Exception {
        this.desktop = desktop;
        this.profile = folder.resolve("test.toml");
        save(profileBody);
        List<String> all = new ArrayList<>(List.of("-p", profile.toString()));
        all.addAll(arguments.length == 0 ? List.of("--start", "running") : List.of(arguments));
        if (!all.contains("--port")) {
            all.add("--no-api");
        }
        agent = new AgentProcess(environment(desktop, folder), event -> { }, all.toArray(String[]::new));
        desktop.target().clear();
        boolean up = agent.await(event -> event.name().equals("state"), PATIENCE_MILLIS);
        assertTrue(up, () -> "the agent did not start: " + agent.messages());
        if (arguments.length == 0) {
            awaitEvent(event -> event.text("to").equals("running"));
            // Managed keys are taken over by the input thread just after that, which no event tells.
            pass(TAKE_OVER_MILLIS);
        }
    }

    static Map<String, String> environment(VirtualDesktop desktop, Path folder) {
        return Map.of("DISPLAY", desktop.display(), "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_SESSION_TYPE", "x11", "WAYLAND_DISPLAY", "");
    }

    void save(String profileBody) throws IOException {
        Path draft = profile.resolveSibling("draft");
        Files.writeString(draft, "schema = 1\nname = \"test\"\n" + profileBody);
        Files.move(draft, profile, StandardCopyOption.REPLACE_EXISTING);
    }

    void down(Key key) {
        held.add(key);
        desktop.down(key);
    }

    void up(Key key) {
        held.remove(key);
        desktop.up(key);
    }

    void tap(Key key) throws InterruptedException {
        down(key);
        pass(60);
        up(key);
    }

    void otherDown(Key key) {
        otherProgramsKeys.add(key);
        desktop.otherProgramDown(key);
    }

    void otherUp(Key key) {
        otherProgramsKeys.remove(key);
        desktop.otherProgramUp(key);
    }

    /** Lets real time pass: what is tested here is what does, or does not, happen meanwhile. */
    void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    void awaitEvent(Predicate<EventLine> wanted) throws InterruptedException {
        assertTrue(agent.await(wanted, PATIENCE_MILLIS), () -> "the event did not come; there were " + names()
                + "\n" + agent.messages());
    }

    /** @param what what should be, asked where it does not come to be */
    void await(Supplier<String> what, BooleanSupplier condition) {
        try {
            await("", condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what.get(), e);
        }
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what).atMost(Duration.ofMillis(PATIENCE_MILLIS)).pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    /** How often an event has come so far. */
    long count(String name) {
        return agent.events().stream().filter(event -> event.name().equals(name)).count();
    }

    List<String> names() {
        return agent.events().stream().map(event -> event.name() + " " + event.fields()).toList();
    }

    /** What the window got of a key, as {@code d:q} and {@code u:q}. */
    List<String> seen(Key key) {
        return desktop.target().eventsOf(key);
    }

    long presses(Key key) {
        return desktop.target().events().stream().filter(event -> event.key() == key && event.down()).count();
    }

    List<TargetWindow.Event> window() {
        return desktop.target().events();
    }

    /**
     * No event tells when the server has granted the grabs: the first managed key that is sent does.
     *
     * @param key a managed key, tapped until then
     * @return how many taps it took, each a hold
     */
    long awaitTakeOver(Key key) throws InterruptedException {
        long taps = 0;
        while (playedForThePlayer(agent.events()) == 0) {
            tap(key);
            taps++;
            long ended = taps;
            await("the hold ends", () -> count("hold_removed") >= ended);
            pass(60);
        }
        return taps;
    }

    /** How many managed keys were sent to their end. */
    static long playedForThePlayer(List<EventLine> events) {
        return events.stream().filter(event -> event.name().equals("played") && event.text("origin").equals("player"))
                .count();
    }

    /** How many presses of a skill's key the agent had sent when each hold came into force. */
    List<Long> sentBeforeEachHold(Key key) {
        return sentBeforeEach("hold_added", key);
    }

    /** How many presses of a skill's key the agent had sent when each hold ended. */
    List<Long> sentBeforeEachEnd(Key key) {
        return sentBeforeEach("hold_removed", key);
    }

    private List<Long> sentBeforeEach(String name, Key key) {
        List<Long> counts = new ArrayList<>();
        long sent = 0;
        for (EventLine event : agent.events()) {
            if (event.name().equals(name)) {
                counts.add(sent);
            } else if (event.name().equals("key_down") && event.text("key").equals(key.id())) {
                sent++;
            }
        }
        return counts;
    }

    /**
     * How many presses of a key a window had got when the player let go of another each time. A release and a press
     * of the same time are a repeat.
     */
    static List<Long> seenBeforeEachRelease(List<TargetWindow.Event> window, Key key, Key letGo) {
        List<Long> counts = new ArrayList<>();
        long seen = 0;
        long repeated = -1;
        for (TargetWindow.Event event : window) {
            if (event.key() == letGo && event.down() && event.timeMillis() == repeated) {
                counts.remove(counts.size() - 1);
            } else if (event.key() == letGo && !event.down()) {
                counts.add(seen);
                repeated = event.timeMillis();
            } else if (event.key() == key && event.down()) {
                seen++;
            }
        }
        return counts;
    }

    @Override
    public void close() {
        for (Key key : Set.copyOf(held)) {
            desktop.up(key);
        }
        for (Key key : Set.copyOf(otherProgramsKeys)) {
            desktop.otherProgramUp(key);
        }
        // Asked to end, not killed: that leaves nothing down (G4), which every test checks here.
        agent.terminate();
        await("the agent has ended", () -> !agent.isAlive());
        await("all keys up", () -> desktop.keysDown().isEmpty());
    }
}
