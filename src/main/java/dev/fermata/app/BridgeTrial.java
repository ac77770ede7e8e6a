package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.stream.bridge.Bridge;
import java.io.IOException;

/** Tries the bridge without an agent. Stateless. */
public final class BridgeTrial {
    private BridgeTrial() {
    }

    /**
     * Looks whether the server is there, takes the password, and lets events out and commands in where they are wanted;
     * takes some seconds at most. Nobody who listens there gets anything of it.
     *
     * @param settings with an address
     * @throws IOException with a message for people when not
     */
    public static void run(Settings.Bridge settings) throws IOException {
        Bridge.tryOut(settings, () -> BridgeService.password(settings));
    }
}
