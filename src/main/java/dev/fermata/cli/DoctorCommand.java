package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.app.doctor.Doctor;
import dev.fermata.app.doctor.Finding;
import dev.fermata.app.doctor.Verdict;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsRefusedException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata doctor}: what works on this machine and what to do about the rest. */
@Command(
        name = "doctor",
        description = {
            "Measures what Fermata needs of this machine; each line is fine, degraded or broken.",
            "Taps the key f24 some seventy times (f19 if a profile has f24), and takes it, the managed keys and the"
                    + " hotkeys of the profiles over for a moment."
        },
        footerHeading = "%nExit code:%n",
        footer = {
            "  0 when nothing is broken",
            "  4 when something is broken: 'fermata run' would not start, or not work",
            "  6 with --strict, when something is degraded and nothing broken",
            "",
            "Examples:",
            "  fermata doctor -p arpg                      only the keys of that one",
            "  fermata doctor --strict                     for scripts",
            "  fermata doctor --json | jq .checks.hook     what was measured",
            "  fermata doctor --report fermata.txt         to send to whoever helps"
        })
final class DoctorCommand implements Callable<Integer> {
    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlatformOption platform;

    @Mixin
    private HelpOption help;

    @Option(names = {"-p", "--profile"}, paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "Try the managed keys and hotkeys of this profile only.")
    private String profile;

    @Option(names = "--strict", description = "Exit with 6 when something is degraded.")
    private boolean strict;

    @Option(names = "--json", description = "The same for a program, on one line.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Write it into a file as well that you can send to whoever helps: nothing in it says who you"
                    + " are.")
    private Path report;

    DoctorCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    DoctorCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (report != null && Files.exists(report) && !DoctorReport.isReport(report)) {
            throw new ParameterException(spec.commandLine(), report + " is there already, and is no report");
        }
        List<Finding> findings = new Doctor(environment.places(), environment.variables(), this::settings,
                Optional.ofNullable(profile).map(name -> ProfileOption.load(name, ProfileOption.library(environment))))
                .examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DoctorText.json(findings));
        } else {
            out.print(DoctorText.of(findings));
        }
        if (report != null) {
            report(findings, out);
        }
        out.flush();
        return exitCode(Finding.worst(findings), strict);
    }

    private Settings settings() {
        return SettingsOptions.load(environment, Optional.empty(), List.of()).settings();
    }

    private void report(List<Finding> findings, PrintWriter out) {
        Settings secret;
        try {
            secret = settings();
        } catch (SettingsRefusedException e) {
            secret = Settings.DEFAULTS; // what they are refused for is told without what is secret
        }
        DoctorReport.write(report, new DoctorReport(DoctorReport.machine(Desktops.platform().name(),
                environment.variables()), findings).text(DoctorReport.redaction(secret, environment.variables())));
        if (!json) {
            out.println("the report is in " + report + "; read it before you send it");
        }
    }

    static int exitCode(Verdict worst, boolean strict) {
        return switch (worst) {
            case FINE -> ExitCode.OK;
            case DEGRADED -> strict ? ExitCode.DEGRADED : ExitCode.OK;
            case BROKEN -> ExitCode.NO_DESKTOP;
        };
    }
}
