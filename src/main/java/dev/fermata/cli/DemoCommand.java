package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.demo.Demo;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.evdev.EvdevPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata demo}: the main job, shown. */
@Command(
        name = "demo",
        description = "Shows what Fermata does, in less than a minute: in a window of its own on your desktop if there"
                + " is one, else on a private virtual desktop, else simulated. It says which.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata demo", "  fermata demo --place virtual   leaves your desktop alone"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    /** What {@code --place} takes, for completion. */
    static final class Places extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Places() {
            super(List.of("auto", "desktop", "virtual", "simulated"));
        }
    }

    @Option(names = "--place", defaultValue = "auto", paramLabel = "PLACE", completionCandidates = Places.class,
            description = "Where to show it: auto, desktop, virtual or simulated (default: ${DEFAULT-VALUE},"
                    + " the best there is).")
    private String place;

    @Option(names = {"-p", "--profile"}, defaultValue = "demo", paramLabel = "NAME|FILE", hidden = true,
            description = "Another profile than the one made for it.")
    private String profile;

    @Override
    public Integer call() throws InterruptedException {
        boolean terminal = Boolean.getBoolean("fermata.terminal");
        // It needs a window of its own.
        Optional<String> noDesktop = Desktops.problem().or(() -> Desktops.platform() instanceof EvdevPlatform
                ? Optional.of("there is no X11 desktop here to show it on") : Optional.empty());
        Demo.Place where = place(noDesktop.isEmpty());
        if (where == Demo.Place.DESKTOP && noDesktop.isPresent()) {
            throw new DesktopException(noDesktop.get());
        }
        Demo demo = new Demo(ProfileOption.load(profile), Desktops.platform(), System.out, terminal);
        if (noDesktop.isPresent()) {
            System.out.println("This machine has no desktop to use.");
        }
        try {
            return demo.run(where);
        } catch (DesktopException e) {
            if (where != Demo.Place.DESKTOP || !place.equals("auto")) {
                throw e;
            }
            // Never into somebody else's window.
            System.out.println("Your desktop is left alone: " + e.getMessage());
            return demo.run(Demo.bestPlace(false));
        }
    }

    private Demo.Place place(boolean hasDesktop) {
        if (place.equals("auto")) {
            return Demo.bestPlace(hasDesktop);
        }
        try {
            return Demo.Place.valueOf(place.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(),
                    "--place is auto, desktop, virtual or simulated, not '" + place + "'", e);
        }
    }
}
