package dev.fermata.config.settings;

import java.util.Set;

/** The settings that a running agent takes over when their file is saved. All others count from the next start. */
public final class LiveSettings {
    private static final Set<Setting<?>> ALL = Set.of(Setting.LOG_LEVEL, Setting.ALERT_PAUSE_MS,
            Setting.ALERT_RESUME_MS, Setting.ALERT_STATUS_MS, Setting.ALERT_CPU_PERCENT, Setting.ALERT_MEMORY_MB,
            Setting.BUFFER_SIZE, Setting.MAX_BUFFER_AGE, Setting.SPEECH_ENGINE, Setting.SPEECH_COMMAND,
            Setting.SPEECH_VOICE, Setting.SPEECH_ADDRESS, Setting.SPEECH_KEY, Setting.SPEECH_VOLUME,
            Setting.SPEECH_DEVICE, Setting.SPEECH_IMPORTANT, Setting.SPEECH_BEFORE, Setting.SPEECH_AFTER,
            Setting.SPEECH_PREFIX, Setting.SPEECH_BACKGROUND, Setting.SPEECH_BACKGROUND_VOLUME, Setting.SPEECH_CACHE,
            Setting.SPEECH_CACHE_SIZE, Setting.SPEECH_CACHE_DAYS, Setting.LISTEN_MICROPHONE, Setting.LISTEN_DEVICE,
            Setting.LISTEN_RECOGNISER, Setting.LISTEN_COMMAND, Setting.LISTEN_ADDRESS, Setting.LISTEN_KEY,
            Setting.LISTEN_MODEL, Setting.LISTEN_LANGUAGE, Setting.LISTEN_CONFIDENCE, Setting.LISTEN_SILENCE,
            Setting.LISTEN_LONGEST, Setting.LISTEN_TAIL,
            StreamSettings.STREAM_ON, StreamSettings.HISTORY_ON, StreamSettings.HISTORY_DAYS, StreamSettings.HISTORY_SIZE,
            StreamSettings.BRIDGE_ADDRESS, StreamSettings.BRIDGE_EVENTS, StreamSettings.BRIDGE_COMMANDS,
            StreamSettings.BRIDGE_ALLOW, StreamSettings.BRIDGE_USER, StreamSettings.BRIDGE_PASSWORD,
            StreamSettings.BRIDGE_CERTIFICATE);

    private LiveSettings() {
    }

    /** Whether it is one of them. */
    public static boolean has(Setting<?> setting) {
        return ALL.contains(setting);
    }
}
