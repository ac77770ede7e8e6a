package dev.fermata.config.settings;

/** What may be asked for over the bridge, where the settings allow it. */
public enum BridgeCommand {
    PAUSE, RESUME, STOP, SAY, ACTION
}
