package dev.fermata.app.doctor;

import dev.fermata.app.HistoryArchive;
import dev.fermata.app.Places;
import dev.fermata.config.settings.Settings;
import java.io.IOException;

/** Whether what happens could be kept. */
final class HistoryCheck {
    static final String HISTORY = "history";

    private HistoryCheck() {
    }

    /** Where nothing is to be kept, nothing is loaded. */
    static Finding examine(Settings.History settings, Places places) {
        if (!settings.on()) {
            return Finding.fine(HISTORY, "not needed, history.on is false");
        }
        HistoryArchive archive = new HistoryArchive(places);
        try {
            archive.check();
        } catch (IOException e) {
            return Finding.degraded(HISTORY, "what happens would not be kept: " + e.getMessage(),
                    "the next start sets a damaged file aside; else see whether the disk is full, or " + archive.path()
                            + " is somebody else's");
        }
        return Finding.fine(HISTORY, archive.path() + (archive.isThere() ? " is whole" : " will be made"));
    }
}
