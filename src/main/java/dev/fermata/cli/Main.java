package dev.fermata.cli;

import dev.fermata.app.AlreadyRunningException;
import dev.fermata.app.Desktops;
import dev.fermata.app.ProfileRefusedException;
import dev.fermata.config.TakeRefusedException;
import dev.fermata.config.TemplateRefusedException;
import dev.fermata.config.settings.SettingsRefusedException;
import dev.fermata.control.client.ClientException;
import dev.fermata.model.NearestName;
import dev.fermata.model.Printable;
import dev.fermata.platform.DesktopException;
import dev.fermata.secret.SecretException;
import dev.fermata.simulate.ScriptException;
import dev.fermata.user.OperatingSystem;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code fermata}: what follows it on the command line picks a subcommand. */
@Command(
        name = "fermata",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Plays your routine skills on a timer and goes silent the instant you take over.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "",
        subcommands = {
            RunCommand.class, StatusCommand.class, PauseCommand.class, ResumeCommand.class, ToggleCommand.class,
            StartCommand.class, StopCommand.class, UseCommand.class, SkillCommand.class, QuitCommand.class,
            OpenCommand.class, SendCommand.class, PlayCommand.class, EventsCommand.class, DemoCommand.class,
            SimulateCommand.class,
            NewCommand.class, ImportCommand.class, EditCommand.class, CheckCommand.class, ProfilesCommand.class,
            SchemaCommand.class, ConfigCommand.class, SecretCommand.class, KeysCommand.class, SenseCommand.class,
            LearnCommand.class,
            RecordCommand.class, TakeCommand.class, DoctorCommand.class, SayCommand.class, SpeakCommand.class,
            VoicesCommand.class, ListenCommand.class, StreamCommand.class, VariantsCommand.class,
            HistoryCommand.class,
            ReleaseCommand.class, CompletionCommand.class, ServiceCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine", "1:failure while running", "2:wrong usage", "3:bad profile, script or setting",
            "4:no usable desktop or hook", "5:already running", "6:degraded (doctor --strict)"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata demo                   see what it does, on whatever this machine has",
            "  fermata run -p arpg            play a profile in the background of your game",
            "  fermata check my-profile.toml  find every mistake in a profile"
        })
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Optional<String> problem = BadStart.problem(args);
        if (problem.isPresent()) {
            System.err.println("fermata: " + problem.get());
            System.exit(ExitCode.FAILURE);
        }
        Logging.install();
        PlatformOption.lookAhead(args);
        Optional<Object> alone = args.length == 0 ? Optional.empty() : alone(args[0]);
        int code = alone.isPresent()
                ? commandLine(alone.get()).setCommandName("fermata " + args[0])
                        .execute(Arrays.copyOfRange(args, 1, args.length))
                : commandLine().execute(args);
        if (code != ExitCode.OK) {
            BadStart.hint(System.getProperty("sun.jnu.encoding"), args)
                    .ifPresent(hint -> System.err.println("fermata: " + hint));
        }
        System.out.flush();
        System.exit(code);
    }

    /**
     * The command of that name by itself, if it is one that has to be quick. To make the model of all
     * commands takes longer than to start the agent or to ask it something.
     */
    private static Optional<Object> alone(String name) {
        return Optional.ofNullable(switch (name) {
            case "run" -> new RunCommand(Desktops.openSoon());
            case "status" -> new StatusCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "toggle" -> new ToggleCommand();
            case "start" -> new StartCommand();
            case "stop" -> new StopCommand();
            case "use" -> new UseCommand();
            case "skill" -> new SkillCommand();
            case "quit" -> new QuitCommand();
            case "send" -> new SendCommand();
            case "play" -> new PlayCommand();
            case "say" -> new SayCommand();
            case "events" -> new EventsCommand();
            case "release" -> new ReleaseCommand();
            default -> null;
        });
    }

    /** The whole command line, ready to execute; also what completion is generated from. */
    static CommandLine commandLine() {
        CommandLine all = commandLine(new Main());
        all.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        return all;
    }

    /** One command with the messages and exit codes that all have. */
    static CommandLine commandLine(Object command) {
        // No option is a time or of a database; to be ready for such loads a hundred classes.
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
        return new CommandLine(command)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new WrongUsage())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedSubcommandsAllowed(false);
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        err.println();
        err.println("fermata: a command is missing; 'fermata demo' is a good first one");
        err.flush();
        return ExitCode.USAGE;
    }

    /** What is wrong and where help is; the whole help would hide it. */
    private static int explainUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        List<String> near = List.of();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            boolean option = argument.startsWith("-");
            boolean top = command.getCommand() instanceof Main;
            err.println(Printable.line("fermata: " + (option ? "'" + name + "' has no option '" + argument + "'"
                    : top ? "there is no command '" + argument + "'"
                    : "'" + argument + "' is not expected here")));
            near = top && !option ? NearestName.among(command.getSubcommands().keySet(), argument)
                    : option ? NearestName.among(command.getCommandSpec().optionsMap().keySet(), argument) : near;
        } else {
            err.println(Printable.lines("fermata: " + wrong.getMessage()));
        }
        err.println((near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ")
                + "'" + name + " --help' tells more");
        err.flush();
        return ExitCode.USAGE;
    }

    /** Failures the user can do something about get a message; anything else is our defect. */
    private static int explain(Exception failure, PrintWriter err) throws Exception {
        int code;
        if (failure instanceof ProfileRefusedException || failure instanceof ScriptException
                || failure instanceof SettingsRefusedException || failure instanceof TemplateRefusedException
                || failure instanceof TakeRefusedException || failure instanceof SecretException) {
            code = ExitCode.BAD_PROFILE;
        } else if (failure instanceof DesktopException) {
            code = ExitCode.NO_DESKTOP;
        } else if (failure instanceof AlreadyRunningException) {
            code = ExitCode.ALREADY_RUNNING;
        } else if (failure instanceof UncheckedIOException || failure instanceof ClientException
                || failure instanceof InvalidPathException) {
            code = ExitCode.FAILURE;
        } else {
            throw failure;
        }
        // A script's problems are lines of their own, as a profile's are.
        String told = failure instanceof InvalidPathException wrong ? BadStart.explain(wrong) : failure.getMessage();
        err.println(Printable.lines("fermata: " + (failure instanceof ScriptException ? "the script cannot be played:"
                + System.lineSeparator() : "") + told));
        err.flush();
        return code;
    }

    // Classes, not lambdas: those would keep the picocli classes they extend, compiled for Java 5, out of
    // JDK 17's class-data archive.

    private static final class Failures implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
            return explain(failure, line.getErr());
        }
    }

    private static final class WrongUsage implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException wrong, String[] arguments) {
            return explainUsage(wrong);
        }
    }

    /** Tells the version of the jar and of the Java it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "fermata " + (version == null ? "(development build)" : version),
                "Java " + System.getProperty("java.version") + ", " + OperatingSystem.nameAndProcessor()
            };
        }
    }
}
