package dev.fermata.model;

import java.util.List;

/**
 * What a window of the desktop is called. Of any window but the game's nobody keeps or tells it (G8). Immutable.
 *
 * @param title what its frame says; may be empty
 * @param classes what its program calls its kind: on X11 instance and class; may be empty
 * @param exe the path of its program; empty where that cannot be known
 */
public record WindowNames(String title, List<String> classes, String exe) {
    public WindowNames {
        classes = List.copyOf(classes);
    }

    /** Not the names themselves: they are nobody's business. */
    @Override
    public String toString() {
        return "the names of a window";
    }
}
