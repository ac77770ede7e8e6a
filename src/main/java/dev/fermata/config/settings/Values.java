package dev.fermata.config.settings;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.voices.VoiceBook;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The value of every setting that has one, each with its source. Immutable.
 *
 * @param given by setting; the type of the value is the setting's
 */
record Values(Map<Setting<?>, Given> given) {
    static final String DEFAULT = "default";
    static final Values DEFAULTS = new Values(defaults());

    /** @param source where it came from: {@value #DEFAULT}, a file with its line, a variable, a flag */
    record Given(Object value, String source) {
    }

    <T> Optional<T> find(Setting<T> setting) {
        Given found = given.get(setting);
        if (found == null) {
            return Optional.empty();
        }
        // Only values of the setting's kind are put in.
        @SuppressWarnings("unchecked")
        T value = (T) found.value();
        return Optional.of(value);
    }

    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Where the setting's value came from; {@value #DEFAULT} also for one that is not set. */
    String source(Setting<?> setting) {
        Given found = given.get(setting);
        return found == null ? DEFAULT : found.source();
    }

    /** These values, those of another layer taking precedence. */
    Values under(Map<Setting<?>, Given> layer) {
        Map<Setting<?>, Given> all = new LinkedHashMap<>(given);
        all.putAll(layer);
        return new Values(all);
    }

    /**
     * All of them.
     *
     * @param voices of voices.toml, where the settings want one of them
     * @param stream of stream.toml, where viewers are to be answered
     */
    Settings settings(VoiceBook voices, StreamBook stream) {
        OptionalLong session = find(Setting.SESSION_ID).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return new Settings(
                new Settings.Api(get(Setting.ENABLE_API), get(Setting.PORT).intValue(), get(Setting.BIND),
                        find(Setting.TOKEN), find(Setting.ALLOWED_ORIGINS).orElse(List.of()), get(Setting.API_SCREEN)),
                session,
                new Settings.Pause(get(Setting.PAUSE_MODE), get(Setting.GRACEFUL_TIMEOUT)),
                new Settings.Buffer(get(Setting.BUFFER_SIZE).intValue(), get(Setting.MAX_BUFFER_AGE)),
                get(Setting.ENABLE_AUTO_RECOVERY),
                get(Setting.ENABLE_PERFORMANCE_MONITORING),
                get(Setting.LOG_LEVEL),
                new Settings.Alerts(get(Setting.ALERT_PAUSE_MS), get(Setting.ALERT_RESUME_MS),
                        get(Setting.ALERT_STATUS_MS), get(Setting.ALERT_CPU_PERCENT),
                        get(Setting.ALERT_MEMORY_MB)),
                present(),
                get(Setting.OWN_PROFILES),
                speech(voices),
                new Settings.Segments(get(Setting.SEGMENT_MAX_DURATION), get(Setting.SEGMENT_PAUSE),
                        get(Setting.SEGMENT_TIMEOUT), get(Setting.SEGMENT_MAX_BYTES), get(Setting.SEGMENT_GUARD),
                        get(Setting.SEGMENT_WINDOW)),
                new Settings.Devices(find(Setting.DEVICES_ONLY).orElse(List.of()),
                        find(Setting.DEVICES_EXCEPT).orElse(List.of())),
                listen(),
                new Settings.Stream(get(StreamSettings.STREAM_ON), get(StreamSettings.STREAM_VIEWERS), stream),
                new Settings.History(get(StreamSettings.HISTORY_ON), get(StreamSettings.HISTORY_SIZE) * 1_000_000,
                        Duration.ofDays(get(StreamSettings.HISTORY_DAYS))),
                new Settings.Bridge(find(StreamSettings.BRIDGE_ADDRESS), get(StreamSettings.BRIDGE_EVENTS),
                        get(StreamSettings.BRIDGE_COMMANDS), Set.copyOf(find(StreamSettings.BRIDGE_ALLOW).orElse(List.of())),
                        find(StreamSettings.BRIDGE_USER), find(StreamSettings.BRIDGE_PASSWORD),
                        find(StreamSettings.BRIDGE_CERTIFICATE)));
    }

    private Settings.Listen listen() {
        return new Settings.Listen(get(Setting.LISTEN_MICROPHONE), keys(Setting.LISTEN_KEYS),
                find(Setting.LISTEN_DEVICE).orElse(""),
                new Settings.Recogniser(get(Setting.LISTEN_RECOGNISER), find(Setting.LISTEN_COMMAND).orElse(List.of()),
                        find(Setting.LISTEN_ADDRESS), find(Setting.LISTEN_KEY), find(Setting.LISTEN_MODEL),
                        find(Setting.LISTEN_LANGUAGE)),
                get(Setting.LISTEN_CONFIDENCE), get(Setting.LISTEN_SILENCE), get(Setting.LISTEN_LONGEST),
                get(Setting.LISTEN_TAIL));
    }

    private Settings.Present present() {
        return new Settings.Present(new Settings.Overlay(get(Setting.OVERLAY_CORNER), get(Setting.OVERLAY_TEXT),
                get(Setting.OVERLAY_SIZE).intValue(), get(Setting.OVERLAY_OPACITY)),
                get(Setting.SOUNDS), get(Setting.SOUND_VOLUME), get(Setting.NOTIFICATIONS), get(Setting.TRAY));
    }

    private Settings.Speech speech(VoiceBook voices) {
        return new Settings.Speech(get(Setting.SPEECH_ENGINE), find(Setting.SPEECH_COMMAND).orElse(List.of()),
                find(Setting.SPEECH_VOICE).orElse(""), get(Setting.SPEECH_VOLUME),
                find(Setting.SPEECH_DEVICE).orElse(""), find(Setting.SPEECH_IMPORTANT).orElse(List.of()),
                keys(Setting.SPEECH_TALK), pipeline(),
                new Settings.Cache(get(Setting.SPEECH_CACHE), get(Setting.SPEECH_CACHE_SIZE) * 1_000_000,
                        Duration.ofDays(get(Setting.SPEECH_CACHE_DAYS))),
                new Settings.Served(find(Setting.SPEECH_ADDRESS), find(Setting.SPEECH_KEY), voices));
    }

    private Set<Key> keys(Setting<List<Set<Key>>> setting) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        find(setting).orElse(List.of()).forEach(keys::addAll);
        return Collections.unmodifiableSet(keys);
    }

    private Settings.Pipeline pipeline() {
        return new Settings.Pipeline(get(Setting.SPEECH_BEFORE), get(Setting.SPEECH_AFTER),
                find(Setting.SPEECH_PREFIX).orElse(""), find(Setting.SPEECH_BACKGROUND),
                get(Setting.SPEECH_BACKGROUND_VOLUME));
    }

    private static Map<Setting<?>, Given> defaults() {
        Map<Setting<?>, Given> values = new LinkedHashMap<>();
        for (Setting<?> setting : AllSettings.ALL) {
            setting.standardValue().ifPresent(value -> values.put(setting, new Given(value, DEFAULT)));
        }
        return values;
    }
}
