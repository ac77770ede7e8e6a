package dev.fermata.cli;

import dev.fermata.demo.Demo;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata demo}: the main job, shown. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what Fermata does, in a quarter of a minute: on your desktop if there is one, else on a private",
            "virtual desktop, else simulated. It says which."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fermata demo", "  fermata demo --place virtual   leave my desktop alone"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--place", defaultValue = "auto", paramLabel = "auto|desktop|virtual|simulated",
            description = "Where to show it (default: ${DEFAULT-VALUE}, the best there is).")
    private String place;

    @Option(names = {"-p", "--profile"}, defaultValue = "demo", paramLabel = "NAME|FILE", hidden = true,
            description = "Another profile than the one made for it.")
    private String profile;

    @Override
    public Integer call() throws InterruptedException {
        boolean terminal = Boolean.getBoolean("fermata.terminal");
        Demo demo = new Demo(ProfileOption.load(profile), System.out, terminal);
        return demo.run(place()) ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Demo.Place place() {
        if (place.equals("auto")) {
            return Demo.bestPlace();
        }
        try {
            return Demo.Place.valueOf(place.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(),
                    "--place is auto, desktop, virtual or simulated, not '" + place + "'", e);
        }
    }
}
