package dev.fermata.config.settings;

import java.util.Set;

/** The settings that a running agent takes over when their file is saved. All others count from the next start. */
public final class LiveSettings {
    private static final Set<Setting<?>> ALL = Set.of(Setting.LOG_LEVEL, Setting.ALERT_PAUSE_MS,
            Setting.ALERT_RESUME_MS, Setting.ALERT_STATUS_MS, Setting.ALERT_CPU_PERCENT, Setting.ALERT_MEMORY_MB,
            Setting.BUFFER_SIZE, Setting.MAX_BUFFER_AGE, Setting.SPEECH_VOLUME, Setting.SPEECH_IMPORTANT);

    private LiveSettings() {
    }

    /** Whether it is one of them. */
    public static boolean has(Setting<?> setting) {
        return ALL.contains(setting);
    }
}
