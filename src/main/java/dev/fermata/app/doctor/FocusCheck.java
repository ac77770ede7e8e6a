package dev.fermata.app.doctor;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether it can be known which window has the focus, where a profile plays only while its game has it. */
final class FocusCheck {
    static final String SUBJECT = "focus";

    private FocusCheck() {
    }

    /**
     * Asks which window has it.
     *
     * @param opener opens what tells of it; throws {@link DesktopException} where nothing can
     * @param profiles by their names
     * @return empty where none of them needs it
     */
    static Optional<Finding> examine(Supplier<Windows> opener, Map<String, Profile> profiles) {
        Map<String, GameWindow> needing = new LinkedHashMap<>();
        profiles.forEach((name, profile) -> profile.window()
                .filter(window -> window.unfocused() == GameWindow.Unfocused.HOLD)
                .ifPresent(window -> needing.put(name, window)));
        return needing.isEmpty() ? Optional.empty() : Optional.of(tryIt(opener, needing));
    }

    private static Finding tryIt(Supplier<Windows> opener, Map<String, GameWindow> needing) {
        try (Windows windows = opener.get()) {
            List<String> byExe = names(needing, window -> window.pattern().exe().isPresent());
            if (windows.focus() instanceof Windows.Focus.Unknown unknown) {
                return degraded(unknown.why(), names(needing, window -> true));
            }
            return windows.tellsPrograms() || byExe.isEmpty()
                    ? Finding.fine(SUBJECT, "the desktop tells which window has it, as "
                            + String.join(", ", needing.keySet()) + " asks for")
                    : degraded("the desktop tells titles and classes of windows, but not their programs (exe)", byExe);
        } catch (DesktopException e) {
            return degraded(e.getMessage(), names(needing, window -> true));
        }
    }

    private static Finding degraded(String why, List<String> profiles) {
        return Finding.degraded(SUBJECT, why, "so nothing is pressed for " + String.join(", ", profiles)
                + ", unless [window] has unfocused = \"ignore\"");
    }

    private static List<String> names(Map<String, GameWindow> needing, Predicate<GameWindow> which) {
        return needing.entrySet().stream().filter(each -> which.test(each.getValue())).map(Map.Entry::getKey).toList();
    }
}
