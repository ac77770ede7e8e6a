package dev.fermata.config.settings;

import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import java.util.List;

/** The one list of settings; a class of its own, so that they may be written down in several. */
public final class AllSettings {
    /** Every setting, in the order they are listed and documented. */
    public static final List<Setting<?>> ALL = List.of(
            Setting.ENABLE_API, Setting.PORT, Setting.BIND, Setting.TOKEN, Setting.SESSION_ID, Setting.PAUSE_MODE,
            Setting.GRACEFUL_TIMEOUT, Setting.BUFFER_SIZE, Setting.MAX_BUFFER_AGE, Setting.ENABLE_AUTO_RECOVERY,
            Setting.ENABLE_PERFORMANCE_MONITORING, Setting.LOG_LEVEL, Setting.ALERT_PAUSE_MS,
            Setting.ALERT_RESUME_MS, Setting.ALERT_STATUS_MS, Setting.ALERT_CPU_PERCENT, Setting.ALERT_MEMORY_MB,
            Setting.ALLOWED_ORIGINS, Setting.API_SCREEN, Setting.OWN_PROFILES, Setting.OVERLAY_CORNER,
            Setting.OVERLAY_TEXT, Setting.OVERLAY_SIZE, Setting.OVERLAY_OPACITY, Setting.SOUNDS,
            Setting.SOUND_VOLUME, Setting.NOTIFICATIONS, Setting.TRAY, Setting.SPEECH_ENGINE,
            Setting.SPEECH_COMMAND, Setting.SPEECH_VOICE, Setting.SPEECH_ADDRESS, Setting.SPEECH_KEY,
            Setting.SPEECH_VOLUME, Setting.SPEECH_DEVICE, Setting.SPEECH_IMPORTANT, Setting.SPEECH_TALK,
            Setting.SPEECH_BEFORE, Setting.SPEECH_AFTER, Setting.SPEECH_PREFIX, Setting.SPEECH_BACKGROUND,
            Setting.SPEECH_BACKGROUND_VOLUME, Setting.SPEECH_CACHE, Setting.SPEECH_CACHE_SIZE,
            Setting.SPEECH_CACHE_DAYS, Setting.SEGMENT_MAX_DURATION, Setting.SEGMENT_PAUSE, Setting.SEGMENT_TIMEOUT,
            Setting.SEGMENT_MAX_BYTES, Setting.SEGMENT_GUARD, Setting.SEGMENT_WINDOW, Setting.DEVICES_ONLY,
            Setting.DEVICES_EXCEPT, Setting.LISTEN_MICROPHONE, Setting.LISTEN_KEYS, Setting.LISTEN_DEVICE,
            Setting.LISTEN_RECOGNISER, Setting.LISTEN_COMMAND, Setting.LISTEN_ADDRESS, Setting.LISTEN_KEY,
            Setting.LISTEN_MODEL, Setting.LISTEN_LANGUAGE, Setting.LISTEN_CONFIDENCE, Setting.LISTEN_SILENCE,
            Setting.LISTEN_LONGEST, Setting.LISTEN_TAIL,
            StreamSettings.STREAM_ON, StreamSettings.STREAM_VIEWERS, StreamSettings.HISTORY_ON,
            StreamSettings.HISTORY_DAYS, StreamSettings.HISTORY_SIZE,
            StreamSettings.BRIDGE_ADDRESS, StreamSettings.BRIDGE_EVENTS, StreamSettings.BRIDGE_COMMANDS,
            StreamSettings.BRIDGE_ALLOW, StreamSettings.BRIDGE_USER, StreamSettings.BRIDGE_PASSWORD,
            StreamSettings.BRIDGE_CERTIFICATE);

    static final Schema SCHEMA = new Schema("settings.toml", "settings.toml", List.copyOf(ALL));
    static final Schema SEED_SCHEMA = new Schema("this file", "this file",
            ALL.stream().flatMap(setting -> setting.seedField().stream()).<Field<?>>map(field -> field).toList());

    private AllSettings() {
    }
}
