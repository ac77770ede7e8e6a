package dev.fermata.config.settings;

/** When the microphone is listened to. */
public enum ListenMode {
    /** Never: it is not opened. */
    OFF,
    /** All the time. */
    OPEN,
    /** While a key is down. */
    KEY
}
