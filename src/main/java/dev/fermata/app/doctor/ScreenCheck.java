package dev.fermata.app.doctor;

import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what is on the screen can be read, where a profile looks at it. */
final class ScreenCheck {
    static final String SUBJECT = "screen";
    private static final int SIZE = 16;

    private ScreenCheck() {
    }

    /**
     * Takes a picture of a corner.
     *
     * @param opener opens the screen; throws {@link DesktopException} where it cannot be read
     * @param looking the profiles that have sensors
     * @return empty where there are none
     */
    static Optional<Finding> examine(Supplier<Screen> opener, Collection<String> looking) {
        return looking.isEmpty() ? Optional.empty() : Optional.of(tryIt(opener, String.join(", ", looking)));
    }

    private static Finding tryIt(Supplier<Screen> opener, String looking) {
        String advice = "skills of " + looking + " that wait for what they see are never played here";
        try (Screen screen = opener.get()) {
            Screen.State state = screen.look();
            if (state == Screen.State.SEEN) {
                state = screen.capture(0, 0, SIZE, SIZE, new int[SIZE * SIZE]);
            }
            return state == Screen.State.SEEN
                    ? Finding.fine(SUBJECT, screen.name() + " can be read, as " + looking + " asks for")
                    : Finding.degraded(SUBJECT, "the desktop gave no picture", advice);
        } catch (DesktopException e) {
            return Finding.degraded(SUBJECT, e.getMessage(), advice);
        }
    }
}
