package dev.fermata.cli;

import dev.fermata.app.FailedStart;
import dev.fermata.app.Places;
import dev.fermata.config.settings.SettingsRefusedException;
import org.slf4j.event.Level;

/** Tells of a run that has not started where somebody finds it who sees no terminal. */
final class StartFailure {
    private StartFailure() {
    }

    /** Takes two seconds at most. @param failure its message is for people */
    static void tell(RuntimeException failure) {
        Places places = Places.ofThisMachine();
        if (failure instanceof SettingsRefusedException) {
            // Without settings there is no log yet.
            Logging.configure(Level.WARN, places.state());
        }
        FailedStart.tell(failure, System.getenv(), places.runtime());
    }
}
