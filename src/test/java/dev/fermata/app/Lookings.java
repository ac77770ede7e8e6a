package dev.fermata.app;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.control.Looking;
import dev.fermata.control.Studio;
import dev.fermata.platform.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a page sees in tests. */
public final class Lookings {
    private Lookings() {
    }

    /** With folders of profiles, and a screen in place of the desktop's. */
    public static Function<Studio, Looking> of(Path own, Path shipped, Supplier<Screen> screen) {
        return studio -> PageLooking.of(studio, new ProfileLibrary(List.of(own, shipped)), window -> screen.get(),
                what -> { });
    }
}
