package dev.fermata.cli;

import dev.fermata.app.AlreadyRunningException;
import dev.fermata.app.ProfileRefusedException;
import dev.fermata.desktop.DesktopException;
import dev.fermata.simulate.ScriptException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code fermata}: what follows it on the command line picks a subcommand. */
@Command(
        name = "fermata",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Plays your routine skills on a timer and goes silent the instant you take over.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class, DemoCommand.class, SimulateCommand.class, CheckCommand.class,
            ProfilesCommand.class, KeysCommand.class, DoctorCommand.class, CompletionCommand.class,
            ServiceCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine", "1:failure while running", "2:wrong usage", "3:bad profile or script",
            "4:no usable desktop or hook", "5:already running"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata demo                   see what it does, on whatever this machine has",
            "  fermata run -p arpg            play a profile in the background of your game",
            "  fermata check my-profile.toml  find every mistake in a profile"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        System.out.flush();
        System.exit(code);
    }

    /** The whole command line, ready to execute; also what completion is generated from. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()))
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedSubcommandsAllowed(false);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Failures the user can do something about get a message; anything else is our defect. */
    private static int explain(Exception failure, PrintWriter err) throws Exception {
        int code;
        if (failure instanceof ProfileRefusedException || failure instanceof ScriptException) {
            code = ExitCode.BAD_PROFILE;
        } else if (failure instanceof DesktopException) {
            code = ExitCode.NO_DESKTOP;
        } else if (failure instanceof AlreadyRunningException) {
            code = ExitCode.ALREADY_RUNNING;
        } else if (failure instanceof UncheckedIOException) {
            code = ExitCode.FAILURE;
        } else {
            throw failure;
        }
        err.println("fermata: " + failure.getMessage());
        err.flush();
        return code;
    }

    /** Tells the version of the jar and of the Java it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "fermata " + (version == null ? "(development build)" : version),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
