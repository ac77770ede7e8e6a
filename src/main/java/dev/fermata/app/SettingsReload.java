package dev.fermata.app;

import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.LiveSettings;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Setting;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsRefusedException;
import dev.fermata.config.stream.StreamReader;
import dev.fermata.config.voices.VoicesReader;
import dev.fermata.event.Event;
import dev.fermata.play.BufferLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes settings over that were saved while the agent runs, with the files that belong to them: all of them that can
 * change, or none where something is wrong in any. Which did, and which count from the next start only, is told.
 * Confined to one thread.
 */
final class SettingsReload implements Supplier<List<Path>> {
    private static final String PART = "settings";

    private final Agent agent;
    private final List<Path> sources;
    private final Supplier<LoadedSettings> loader;
    private final Consumer<Settings> alsoBy;
    private final LoadedSettings begun;
    private LoadedSettings last;
    /** What was told last, so that it is told once. */
    private Optional<String> refused = Optional.empty();

    /**
     * @param sources the files of the settings themselves; need not be there
     * @param begun what the agent was started with
     * @param loader reads all sources again
     * @param alsoBy takes over what the agent itself has nothing to do with
     */
    SettingsReload(Agent agent, List<Path> sources, LoadedSettings begun, Supplier<LoadedSettings> loader,
            Consumer<Settings> alsoBy) {
        this.agent = agent;
        this.sources = List.copyOf(sources);
        this.loader = loader;
        this.alsoBy = alsoBy;
        this.begun = begun;
        this.last = begun;
    }

    /** The files of which those in force were made. */
    List<Path> files() {
        return with(last.files());
    }

    private List<Path> with(List<Path> others) {
        return Stream.concat(sources.stream(), others.stream()).distinct().toList();
    }

    /** Reads them, and takes them over. @return the files that were read, or have to be mended */
    @Override
    public List<Path> get() {
        LoadedSettings loaded;
        try {
            loaded = loader.get();
        } catch (SettingsRefusedException e) {
            if (!refused.equals(Optional.of(e.getMessage()))) {
                refused = Optional.of(e.getMessage());
                agent.tell(PART, "not read anew, those before stay in force: " + e.getMessage());
            }
            return with(Stream.concat(last.files().stream(), e.files().stream()).toList());
        }
        boolean mended = refused.isPresent();
        refused = Optional.empty();
        List<String> inForce = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (Setting<?> setting : AllSettings.ALL) {
            if (loaded.isSame(setting, last)) {
                continue;
            }
            if (LiveSettings.has(setting)) {
                inForce.add(setting.name());
            } else if (!loaded.isSame(setting, begun)) {
                later.add(setting.name());
            }
        }
        Settings settings = loaded.settings();
        if (!settings.speech().served().voices().equals(last.settings().speech().served().voices())) {
            inForce.add(VoicesReader.FILE);
        }
        if (settings.stream().on() && !settings.stream().book().equals(last.settings().stream().book())) {
            inForce.add(StreamReader.FILE);
        }
        last = loaded;
        if (!inForce.isEmpty()) {
            take(settings);
        }
        if (mended || !inForce.isEmpty() || !later.isEmpty()) {
            agent.tell(new Event.Advice(agent.clock().nanos(), words(inForce, later)));
        }
        return files();
    }

    private void take(Settings settings) {
        agent.monitoring().alertBy(settings.alerts());
        agent.core().dispatcher().limit(new BufferLimits(settings.buffer().size(), settings.buffer().maxAge()));
        agent.take(settings);
        alsoBy.accept(settings);
    }

    private static String words(List<String> inForce, List<String> later) {
        List<String> parts = new ArrayList<>();
        if (!inForce.isEmpty()) {
            parts.add(String.join(", ", inForce) + (inForce.size() == 1 ? " is" : " are") + " in force");
        }
        if (!later.isEmpty()) {
            parts.add(String.join(", ", later) + (later.size() == 1 ? " needs" : " need") + " a restart");
        }
        return "the settings were read anew" + (parts.isEmpty() ? "" : ": " + String.join("; ", parts));
    }
}
