package dev.fermata.app.doctor;

import dev.fermata.app.BridgeTrial;
import dev.fermata.config.settings.Settings;
import java.io.IOException;

/** Whether the server of the bridge is there, takes the password, and lets events out and commands in. */
final class BridgeCheck {
    static final String BRIDGE = "bridge";

    private BridgeCheck() {
    }

    /** Where there is no bridge, nothing is loaded. Nobody who listens on the channels gets anything of this. */
    static Finding examine(Settings.Bridge settings) {
        if (settings.address().isEmpty()) {
            return Finding.fine(BRIDGE, "not needed, bridge.address is not set");
        }
        try {
            BridgeTrial.run(settings);
        } catch (IOException e) {
            return Finding.degraded(BRIDGE, e.getMessage(), "start that server, or see what 'bridge.address',"
                    + " 'bridge.user', 'bridge.password' and 'bridge.certificate' say; it is tried again all the time");
        }
        return Finding.fine(BRIDGE, settings.address().get() + " takes events"
                + (settings.allowed().isEmpty() ? "; no commands are taken" : ", and commands can be taken from there"));
    }
}
