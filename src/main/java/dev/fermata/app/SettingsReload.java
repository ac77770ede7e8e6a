package dev.fermata.app;

import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.LiveSettings;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Setting;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsRefusedException;
import dev.fermata.event.Event;
import dev.fermata.play.BufferLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes settings over that were saved while the agent runs: all of them that can change, or none where something is
 * wrong. Which did, and which count from the next start only, is told. Confined to one thread.
 */
final class SettingsReload implements Runnable {
    private static final String PART = "settings";

    private final Agent agent;
    private final Supplier<LoadedSettings> loader;
    private final Consumer<Settings> alsoBy;
    private final LoadedSettings begun;
    private LoadedSettings last;
    /** What was told last, so that it is told once. */
    private Optional<String> refused = Optional.empty();

    /**
     * @param begun what the agent was started with
     * @param loader reads all sources again
     * @param alsoBy takes over what the agent itself has nothing to do with
     */
    SettingsReload(Agent agent, LoadedSettings begun, Supplier<LoadedSettings> loader, Consumer<Settings> alsoBy) {
        this.agent = agent;
        this.loader = loader;
        this.alsoBy = alsoBy;
        this.begun = begun;
        this.last = begun;
    }

    @Override
    public void run() {
        LoadedSettings loaded;
        try {
            loaded = loader.get();
        } catch (SettingsRefusedException e) {
            if (!refused.equals(Optional.of(e.getMessage()))) {
                refused = Optional.of(e.getMessage());
                agent.tell(PART, "not read anew, those before stay in force: " + e.getMessage());
            }
            return;
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
        last = loaded;
        if (!inForce.isEmpty()) {
            take(loaded.settings());
        }
        if (mended || !inForce.isEmpty() || !later.isEmpty()) {
            agent.tell(new Event.Advice(agent.clock().nanos(), words(inForce, later)));
        }
    }

    private void take(Settings settings) {
        agent.monitoring().alertBy(settings.alerts());
        agent.core().dispatcher().limit(new BufferLimits(settings.buffer().size(), settings.buffer().maxAge()));
        agent.speech().change(settings.speech());
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
