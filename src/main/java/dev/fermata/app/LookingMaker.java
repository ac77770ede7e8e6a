package dev.fermata.app;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.control.Looking;
import dev.fermata.control.Studio;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Screen;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Makes what sees the screen, for a page that asks for it; until then nothing of it is loaded.
 *
 * @param library where the profiles are whose window is looked at
 * @param pictures told of each
 */
record LookingMaker(ProfileLibrary library, PicturesShown pictures) implements Function<Studio, Looking> {
    @Override
    public Looking apply(Studio studio) {
        return PageLooking.of(studio, library, LookingMaker::open, pictures);
    }

    private static Screen open(Optional<GameWindow> game) {
        Platform platform = Desktops.platform();
        return game.isPresent() ? platform.screen(game.get().pattern(), false)
                : platform.screen(OptionalLong.empty(), false);
    }
}
