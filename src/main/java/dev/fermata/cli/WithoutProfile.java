package dev.fermata.cli;

import dev.fermata.app.AlreadyRunningException;
import dev.fermata.app.Desktops;
import dev.fermata.app.Places;
import dev.fermata.app.Session;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.client.AgentFile;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.platform.DesktopException;
import dev.fermata.simulate.ProfilePreview;
import dev.fermata.time.SystemClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.slf4j.event.Level;

/** An agent that plays nothing, for as long as it is wanted. */
final class WithoutProfile {
    private static final Duration PRINTED = Duration.ofMillis(200);
    /** A profile has to have a skill and a key; of this one both are left out. */
    private static final String PROFILE = """
            schema = 1
            name = "%1$s"
            description = "No keys"
            [priority]
            special = []
            [[skill]]
            name = "Nothing"
            keys = "f1"
            every = "1h"
            enabled = false
            """;

    private final String name;
    private final String greeting;
    private final BiConsumer<Event, Screen> tell;

    /**
     * @param name of what it does, as a profile would have it
     * @param greeting said when it has begun
     * @param tell shows what happens, besides holds and failures
     */
    WithoutProfile(String name, String greeting, BiConsumer<Event, Screen> tell) {
        this.name = name;
        this.greeting = greeting;
        this.tell = tell;
    }

    /** Runs until Ctrl-C. @return the exit code */
    int run(SettingsOptions options) {
        Printer printer = new Printer();
        try {
            return run(options, printer);
        } finally {
            printer.drain(PRINTED);
        }
    }

    private int run(SettingsOptions options, Printer printer) {
        Screen screen = new Screen(printer.to(new FileOutputStream(FileDescriptor.out)), false);
        LoadedSettings found = options.loadWithSources();
        Places places = Places.ofThisMachine();
        Logging.configure(Level.valueOf(found.settings().logLevel().name()), places.state(),
                screen.beside(printer.to(new FileOutputStream(FileDescriptor.err))));
        if (!found.warnings().isEmpty()) {
            screen.line(found.warnings());
        }
        requireAlone(places.runtime());
        Ending ending = new Ending();
        ending.listen();
        try {
            return ending.code(begin(options, found, places, screen, ending));
        } finally {
            printer.drain(PRINTED);
            ending.done();
        }
    }

    private static void requireAlone(Path runtime) {
        Optional<AgentFile> other = AgentFile.find(runtime);
        if (other.isPresent()) {
            throw new AlreadyRunningException("fermata is running already (process " + other.get().pid()
                    + ") and speaks as well: 'fermata say' reaches it");
        }
    }

    private int begin(SettingsOptions options, LoadedSettings found, Places places, Screen screen, Ending ending) {
        Settings settings = found.settings();
        Profile profile = ProfileReader.parse(name, PROFILE.formatted(name)).profile().orElseThrow().withoutKeys();
        Session.Options what = new Session.Options(profile, ProfileOption.library(settings), places.ownProfiles(),
                (shown, time, holds) -> new ProfilePreview(new SystemClock()).play(shown, time, holds), settings,
                AgentState.RUNNING, OptionalLong.empty(), true, Optional.empty());
        try (Session session = Session.start(what, opener(settings, screen), places.runtime(),
                new Session.Listener() {
                    @Override
                    public void onEvent(Event event) {
                        show(event, screen);
                    }

                    @Override
                    public void onBroken() {
                        ending.ask();
                    }

                    @Override
                    public void onQuit(String by) {
                        screen.line("ended by " + by);
                        ending.ask();
                    }
                })) {
            screen.line(greeting);
            session.page().ifPresent(page -> screen.line("live page: " + page));
            options.followedBy(session, found);
            ending.await();
        }
        return ExitCode.OK;
    }

    /** The keyboard is listened to only for the keys of {@code speech.talk}; without a desktop it speaks all the same. */
    private static Desktops.Opener opener(Settings settings, Screen screen) {
        return (echoes, clock) -> {
            if (settings.speech().talk().isEmpty()) {
                return Desktops.none();
            }
            try {
                return Desktops.open(echoes, clock);
            } catch (DesktopException e) {
                screen.line("! the keys of speech.talk are not heard: " + e.getMessage());
                return Desktops.none();
            }
        };
    }

    private void show(Event event, Screen screen) {
        if (event instanceof Event.HoldAdded added && added.hold().holder().equals(Hold.TALK)) {
            screen.line("silent while " + added.hold().who() + " is down");
        } else if (event instanceof Event.Failure failure) {
            screen.line("! " + failure.message());
        } else if (event instanceof Event.Advice advice) {
            screen.line(advice.message());
        } else {
            tell.accept(event, screen);
        }
    }

    /** Shows what becomes of a text that is to be spoken. */
    static void tellOfSpeech(Event.Speech speech, Screen screen) {
        screen.line(speech.name().substring("speech_".length()) + " " + speech.id() + "  " + speech.text()
                + (speech.reason().isEmpty() ? "" : "  (" + speech.reason() + ")"));
    }
}
