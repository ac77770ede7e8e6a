package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.config.profile.Profile;
import dev.fermata.platform.Screen;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is looked at. */
final class WindowOption {
    @Option(names = "--window", paramLabel = "ID",
            description = "The game's window by its number, as xwininfo tells it; if left out the one that [window] in "
                    + "the profile names, or the whole screen where it names none.")
    private String window;

    @Option(names = "--focus", description = "See nothing while another window has the focus, as in play.")
    private boolean focused;

    /** @throws dev.fermata.platform.DesktopException when it cannot be read */
    Screen open(CommandSpec spec, Profile profile) {
        return window == null && profile.window().isPresent()
                ? Desktops.platform().screen(profile.window().get().pattern(), focused)
                : Desktops.platform().screen(number(spec), focused);
    }

    private OptionalLong number(CommandSpec spec) {
        if (window == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.decode(window.strip()));
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--window is a number such as 0x1c00007, not " + window);
        }
    }
}
