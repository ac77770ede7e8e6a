package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.Studios;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.model.AgentState;
import dev.fermata.model.Recovery;
import dev.fermata.observe.WorkerWatch;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running session and the file of its profile, however that is saved, moved or replaced: each save is
 * loaded, or refused with a message, and the next one too.
 */
@Tag("long")
@Tag("proof")
class HotReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Settings WITHOUT_API = withoutApi(Settings.DEFAULTS);

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path profiles;
    private Session session;

    @BeforeEach
    void makeFolder() throws IOException {
        profiles = Files.createDirectory(folder.resolve("profiles"));
    }

    @AfterEach
    void stop() {
        if (session != null) {
            session.close();
        }
    }

    @Test
    void anotherFileThatChangesAllTheTimeHidesNoSave() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        Path busy = profiles.resolve("events.log");
        AtomicLong writes = new AtomicLong();
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try {
            writer.scheduleWithFixedDelay(() -> append(busy, writes), 0, 10, TimeUnit.MILLISECONDS);
            start(file);
            await("the folder is busy", () -> writes.get() > 20);
            write(file, "second");
            awaitLoaded("second");
            long before = writes.get();
            await("it was busy all the time", () -> writes.get() > before);
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkIsFollowedToWhateverItNames() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = write(elsewhere.resolve("target.toml"), "first");
        Path other = write(elsewhere.resolve("other.toml"), "other");
        Path link = Files.createSymbolicLink(profiles.resolve("p.toml"), target);
        start(link);
        write(target, "second");
        awaitLoaded("second");
        point(link, other);
        awaitLoaded("other");
        write(other, "other, saved");
        awaitLoaded("other, saved");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void theFilesThatItExtendsAreWatchedTooLinksFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = write(elsewhere.resolve("target.toml"), "ignored");
        Files.createSymbolicLink(profiles.resolve("base.toml"), target);
        Path file = Files.writeString(profiles.resolve("p.toml"),
                "schema = 1\nextends = \"base.toml\"\nname = \"mine\"\n");
        start(file);
        Files.writeString(target, Files.readString(target).replace("\"q\"", "\"qx\""));
        awaitRefused("base.toml:5:9: 'qx' is not a key");
        Files.writeString(file, "schema = 1\nname = \"alone\"\n" + Files.readString(target).replace("\"qx\"", "\"w\"")
                .replaceAll("(?m)^(schema|name = \"ignored).*\n", ""));
        awaitLoaded("alone");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void theFolderMayBeMadeAnewRenamedAndPointedElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), profiles);
        write(profiles.resolve("p.toml"), "first");
        start(link.resolve("p.toml"));

        Files.move(profiles, folder.resolve("old"));
        awaitRefused("does not exist");
        Files.createDirectory(profiles);
        write(profiles.resolve("p.toml"), "made anew");
        awaitLoaded("made anew");
        write(profiles.resolve("p.toml"), "saved there");
        awaitLoaded("saved there");

        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        write(elsewhere.resolve("p.toml"), "pointed elsewhere");
        point(link, elsewhere);
        awaitLoaded("pointed elsewhere");
    }

    @Test
    void aHugeFileIsRefusedAndTheNextSaveIsRead() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        start(file);
        // Far more than the memory there is, were it read; the file itself has no blocks.
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(Runtime.getRuntime().maxMemory() + 1);
        }
        awaitRefused("larger than 1 MB");
        write(file, "second");
        awaitLoaded("second");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no named pipes in folders there")
    void aPipeIsRefusedAndTheNextSaveIsRead() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        start(file);
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Files.move(pipe, file, StandardCopyOption.REPLACE_EXISTING);
        awaitRefused("not an ordinary file");
        write(file, "second");
        awaitLoaded("second");
    }

    @Test
    void anInterruptDoesNotEndTheWatch() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        start(file);
        Thread watch = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("profile-watch")).findFirst().orElseThrow();
        watch.interrupt();
        await("the interrupt was taken", () -> !watch.isInterrupted());
        write(file, "second");
        awaitLoaded("second");
        assertTrue(watch.isAlive());
    }

    @Test
    void aLookThatFailsIsToldOnceAndTriedAgain() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<ProfileResult> saved = new CopyOnWriteArrayList<>();
        try (HotReload reload = reload(file, result -> {
            saved.add(result);
            if (saved.size() <= 2) {
                throw new IllegalStateException("on purpose");
            }
        }, failures::add)) {
            write(file, "second");
            reload.start();
            await("taken at the third attempt", () -> saved.size() == 3);
            assertEquals(1, failures.size(), failures::toString);
            assertEquals("second", saved.get(2).profile().orElseThrow().name());
        }
    }

    @Test
    void aThreadThatEndedIsToldAndReplacedAndTheSaveIsRead() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        List<ProfileResult> saved = new CopyOnWriteArrayList<>();
        try (HotReload reload = reload(file, result -> {
            saved.add(result);
            if (saved.size() == 1) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> { });
                throw new IllegalStateException("on purpose");
            }
        }, failure -> {
            throw new IllegalStateException("the failure handler failed", failure);
        })) {
            write(file, "second");
            reload.start();
            await("the thread has ended", reload.worker()::isDead);
            new WorkerWatch(HotReload.NAME, reload.worker(), WorkerWatch.STALL, Recovery.MEND, events::add).step(1);
            assertEquals(List.of("recovered"), events.stream().map(Event::name).toList());
            await("the save is read", () -> saved.size() == 2);
        }
    }

    private static HotReload reload(Path file, Consumer<ProfileResult> onSaved, Consumer<Throwable> onFailure) {
        Profile begun = ProfileReader.read(file).profile().orElseThrow();
        return new HotReload(file, begun, new SystemClock(), onSaved, onFailure);
    }

    private static Settings withoutApi(Settings all) {
        Settings.Api api = all.api();
        return new Settings(new Settings.Api(false, api.port(), api.bind(), api.token(), api.allowedOrigins(),
                api.screen()), all.givenSessionId(),
                all.pause(), all.buffer(), all.autoRecovery(), all.monitoring(), all.logLevel(), all.alerts(),
                all.present(), all.ownProfiles(), all.speech(), all.segments(), all.devices(),
                all.listen(), all.stream(), all.history(), all.bridge());
    }

    private void start(Path file) {
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        FakeDesktop desktop = new FakeDesktop(true);
        session = Session.start(new Session.Options(
                profile, new ProfileLibrary(List.of(folder)), folder,
                Studios.noPreview(), WITHOUT_API, AgentState.READY,
                OptionalLong.empty(), false, Optional.empty()), (echoes, clock) -> desktop.asDesktop(), folder,
                new SessionEvents(events::add));
    }

    /** As editors save: another file takes the place of the old one. */
    private Path write(Path file, String name) throws IOException {
        Path draft = Files.writeString(file.resolveSibling("draft"), """
                schema = 1
                name = "%s"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1h"
                """.formatted(name));
        return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void point(Path link, Path target) throws IOException {
        Path next = Files.createSymbolicLink(link.resolveSibling("next"), target);
        Files.move(next, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void append(Path file, AtomicLong writes) {
        try {
            Files.writeString(file, "line " + writes.incrementAndGet() + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEventTellsTheFirstLoadOneThatChangedSomethingAndOneThatDidNot() throws Exception {
        Path file = write(profiles.resolve("p.toml"), "first");
        start(file);
        Files.writeString(file, Files.readString(file) + "[dispatch]\nmin_gap = \"40ms\"\n");
        await("the setting is loaded", () -> loads().size() == 2);
        Files.writeString(file, Files.readString(file) + "# a comment\n");
        await("the comment is loaded", () -> loads().size() == 3);
        write(file, "second");
        awaitLoaded("second");
        Files.writeString(file, Files.readString(file).replace("Bolt", "Nova"));
        await("the skill is loaded", () -> loads().size() == 5);

        ProfileChanges none = new ProfileChanges(List.of(), List.of(), List.of(), List.of());
        assertEquals(List.of(Optional.empty(), Optional.of(changed("dispatch")), Optional.of(none),
                Optional.of(changed("name", "dispatch")),
                Optional.of(new ProfileChanges(List.of("Nova"), List.of(), List.of("Bolt"), List.of()))),
                loads());
        assertTrue(none.isEmpty());
    }

    private static ProfileChanges changed(String... settings) {
        return new ProfileChanges(List.of(), List.of(), List.of(), List.of(settings));
    }

    private List<Optional<ProfileChanges>> loads() {
        return events.stream().filter(Event.ProfileLoaded.class::isInstance)
                .map(event -> ((Event.ProfileLoaded) event).changes()).toList();
    }

    private void awaitLoaded(String name) {
        await(name + " is loaded", () -> events.stream()
                .anyMatch(event -> event instanceof Event.ProfileLoaded loaded && loaded.profile().equals(name)));
    }

    private void awaitRefused(String problem) {
        await("it is refused: " + problem, () -> events.stream()
                .anyMatch(event -> event instanceof Event.ProfileRefused no && no.problems().contains(problem)));
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }
}
