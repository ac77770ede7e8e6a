package dev.fermata.config;

import java.util.List;
import java.util.stream.Collectors;

/** Shows a list of diagnostics. */
public final class Diagnostics {
    /** How many are shown; a file that is no profile at all may have thousands. */
    public static final int MOST_SHOWN = 50;

    private Diagnostics() {
    }

    /** All of them as shown in a terminal, the later ones only counted when there are too many. */
    public static String render(List<Diagnostic> diagnostics) {
        String shown = diagnostics.stream()
                .limit(MOST_SHOWN)
                .map(Diagnostic::render)
                .collect(Collectors.joining("\n"));
        int left = diagnostics.size() - MOST_SHOWN;
        return left <= 0 ? shown : shown + "\nand " + left + " more";
    }
}
