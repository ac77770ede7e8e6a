package dev.fermata.present;

import java.util.List;
import java.util.Optional;

/** What can be done from the tray. Called on threads of the D-Bus library, which may wait; must not throw. */
public interface TrayActions {
    /** Starts what stands still, and pauses what plays. */
    void toggle();

    /** The profiles there are now, by name. */
    List<String> profiles();

    /** The one in force, by name; empty for one that is not among {@link #profiles}. */
    Optional<String> profile();

    /** Puts another profile in force. */
    void use(String profile);

    /** Whether there is a page to open. */
    boolean hasPage();

    /** Opens the page in the user's browser. */
    void openPage();

    /** Ends the agent. */
    void quit();
}
