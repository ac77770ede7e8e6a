package dev.fermata.cli;

import dev.fermata.app.Desktops;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --platform} of the commands that open the desktop. */
final class PlatformOption {
    private static final String NAME = "--platform";

    /** What it takes. */
    enum Choice {
        /** The X server. */
        X11,
        /** The kernel's devices. */
        EVDEV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = NAME, paramLabel = "x11|evdev",
            description = "Linux: hear and send keys through the X server, or through the kernel's devices (default: by"
                    + " the session).")
    void platform(Choice choice) {
        Desktops.choose(choice.toString());
    }

    /** Looks for it before the command line is read, which takes as long as to load what a desktop needs. */
    static void lookAhead(String... args) {
        List<String> all = Arrays.asList(args);
        int at = all.indexOf(NAME) + 1;
        Optional<String> name = at > 0 && at < args.length ? Optional.of(args[at])
                : all.stream().filter(each -> each.startsWith(NAME + "="))
                        .map(each -> each.substring(NAME.length() + 1)).findFirst();
        name.ifPresent(text -> Arrays.stream(Choice.values()).filter(each -> each.name().equalsIgnoreCase(text))
                .forEach(choice -> Desktops.choose(choice.toString())));
    }
}
