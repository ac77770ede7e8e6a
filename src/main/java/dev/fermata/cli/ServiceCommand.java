package dev.fermata.cli;

import dev.fermata.app.service.ServiceEntry;
import dev.fermata.app.service.ServiceException;
import dev.fermata.app.service.ServiceHost;
import dev.fermata.app.service.ServiceInstaller;
import dev.fermata.app.service.ServiceInstaller.Action;
import dev.fermata.app.service.ServiceKind;
import dev.fermata.app.service.StartCommand;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.control.client.AgentFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata service}: the agent starts with the desktop session. */
@Command(
        name = "service",
        description = "Starts Fermata with your desktop session; or tells, or ends that.",
        synopsisSubcommandLabel = "(install|restart|status|remove)",
        subcommands = {ServiceCommand.Install.class, ServiceCommand.Restart.class, ServiceCommand.Status.class,
            ServiceCommand.Remove.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata service install -p arpg --dry-run   shows what would be written where",
            "  fermata service install -p arpg --now       and starts it",
            "  fermata service restart",
            "  fermata service remove"
        })
final class ServiceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say install, restart, status or remove");
    }

    /** {@code fermata service install}. */
    @Command(
            name = "install",
            description = {"Has Fermata started with your next desktop session, and puts it into the desktop's menu. May"
                    + " be repeated, e.g. with another profile.",
                "It begins stopped: the key that arms it (F8) and then the one that starts it (F9) have it play."},
            footerHeading = "%nKinds:%n",
            footer = {
                "  autostart     Linux: a file in the autostart folder; every desktop reads it",
                "  systemd       Linux: a user unit, where graphical-session.target is started",
                "  run-key       Windows: a value in the user's Run key; not yet run there",
                "  launch-agent  macOS: an agent of launchd; not yet run there"
            })
    static final class Install implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Mixin
        private RightsOptions rights;

        @Option(names = {"-p", "--profile"}, paramLabel = "NAME|FILE",
                completionCandidates = ProfileOption.Names.class,
                description = "The profile: a name that 'fermata profiles' lists, or a .toml file.")
        private String profileName;

        @Option(names = "--kind", paramLabel = "KIND",
                description = "How it is started; see below (default: the first kind of this system).")
        private String kind;

        @Option(names = "--armed", negatable = true, description = "It begins armed: the toggle key alone starts it"
                + " (default: only with a profile that plays into its game's window alone).")
        private Boolean armed;

        @Option(names = "--now", description = "Start it at once as well.")
        private boolean now;

        @Option(names = "--dry-run", description = "Only show what would be written where.")
        private boolean dryRun;

        @Override
        public Integer call() {
            if (rights.isAskedFor()) {
                return rights.carryOut(spec, System.getenv());
            }
            if (profileName == null || rights.isWrong()) {
                throw new ParameterException(spec.commandLine(), rights.isWrong()
                        ? "--apply and --remove go with --rights" : "Missing required option: '--profile=NAME|FILE'");
            }
            ServiceHost host = ServiceHost.ofThisMachine();
            ServiceKind chosen = kind(host);
            // A service that cannot start would fail where nobody sees it.
            Profile profile = ProfileOption.load(profileName);
            StartCommand command = new StartCommand(AgentStart.launcher(spec), lasting(profileName),
                    armed == null ? playsIntoOneWindow(profile) : armed);
            ServiceInstaller installer = installer(host);
            ServiceInstaller.Plan plan;
            try {
                plan = installer.planInstall(chosen, command);
            } catch (ServiceException e) {
                return fail(spec, e.getMessage());
            }
            carryOut(spec, installer, plan, dryRun);
            return now && !dryRun ? start(host, chosen, command, profile) : ExitCode.OK;
        }

        /** Elsewhere it presses nothing, so a toggle key that is struck in a letter does no harm. */
        private static boolean playsIntoOneWindow(Profile profile) {
            return profile.window().map(GameWindow::unfocused).equals(Optional.of(GameWindow.Unfocused.HOLD));
        }

        private int start(ServiceHost host, ServiceKind chosen, StartCommand command, Profile profile) {
            AgentStart start = new AgentStart(CommandEnvironment.ofThisMachine(), host);
            Optional<AgentFile> running = start.running();
            if (running.isPresent()) {
                fail(spec, "it is installed, and was not started: a fermata runs already (process "
                        + running.get().pid() + "); 'fermata service restart' ends that and starts this one");
                return ExitCode.ALREADY_RUNNING;
            }
            try {
                started(spec, start.start(chosen, command), command, profile);
            } catch (ServiceException e) {
                return fail(spec, e.getMessage());
            }
            return ExitCode.OK;
        }

        private ServiceKind kind(ServiceHost host) {
            if (kind == null) {
                return host.kinds().get(0);
            }
            return host.kinds().stream().filter(each -> each.id().equals(kind)).findFirst()
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "--kind is "
                            + host.kinds().stream().map(ServiceKind::id).collect(Collectors.joining(" or "))
                            + " on this system, not '" + kind + "'"));
        }

        /** The service starts in another folder: a file's name must not depend on this one. */
        static String lasting(String nameOrFile) {
            ProfileLibrary library = ProfileOption.library();
            Path file = library.find(nameOrFile).orElseThrow();
            return !ProfileLibrary.isFile(nameOrFile) && library.isInFolders(file)
                    ? nameOrFile : file.toAbsolutePath().normalize().toString();
        }
    }

    /** {@code fermata service restart}. */
    @Command(
            name = "restart",
            description = "Starts what is installed, and ends the Fermata that runs before, whoever started it.")
    static final class Restart implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Override
        public Integer call() {
            ServiceHost host = ServiceHost.ofThisMachine();
            List<ServiceInstaller.Installed> installed = installer(host).status();
            if (installed.isEmpty()) {
                return fail(spec, "nothing is installed; 'fermata service install -p NAME --now' does both");
            }
            StartCommand command = installed.get(0).command();
            // One that plays is not ended for one that cannot be.
            Profile profile = ProfileOption.load(command.profile());
            AgentStart start = new AgentStart(CommandEnvironment.ofThisMachine(), host);
            try {
                start.end();
                started(spec, start.start(installed.get(0)), command, profile);
            } catch (ServiceException e) {
                return fail(spec, e.getMessage());
            }
            return ExitCode.OK;
        }
    }

    private static void started(CommandSpec spec, AgentFile agent, StartCommand command, Profile profile) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("it runs (process " + agent.pid() + ") and plays '" + profile.name() + "'; "
                + (command.armed() ? "it is armed" : "it is stopped: " + profile.howToStart()));
        out.flush();
    }

    /** {@code fermata service remove}. */
    @Command(
            name = "remove",
            description = "Takes away what install has written; a Fermata that runs goes on.")
    static final class Remove implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Option(names = "--dry-run", description = "Only show what would be deleted.")
        private boolean dryRun;

        @Override
        public Integer call() {
            ServiceInstaller installer = installer(ServiceHost.ofThisMachine());
            carryOut(spec, installer, installer.planRemove(), dryRun);
            return ExitCode.OK;
        }
    }

    /** {@code fermata service status}. */
    @Command(
            name = "status",
            description = "Tells whether Fermata starts with your desktop session, and how.",
            footerHeading = "%nExit code:%n",
            footer = "  0 when it is installed, 1 when it is not or what it starts is gone")
    static final class Status implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<ServiceInstaller.Installed> all = installer(ServiceHost.ofThisMachine()).status();
            for (ServiceInstaller.Installed each : all) {
                out.println("installed (" + each.kind().id() + "): " + each.place());
                out.println("  starts  " + each.command().launcher() + (each.launcherExists() ? "" : "  WHICH IS GONE"));
                out.println("  profile " + each.command().profile() + (each.command().armed() ? ", armed" : ", stopped"));
            }
            if (all.isEmpty()) {
                out.println("not installed");
            }
            out.flush();
            return !all.isEmpty() && all.stream().allMatch(ServiceInstaller.Installed::launcherExists)
                    ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    static ServiceInstaller installer(ServiceHost host) {
        return new ServiceInstaller(host, new UsersRunKey());
    }

    private static void carryOut(CommandSpec spec, ServiceInstaller installer, ServiceInstaller.Plan plan,
            boolean dryRun) {
        PrintWriter out = spec.commandLine().getOut();
        if (!dryRun) {
            installer.apply(plan);
        }
        for (ServiceInstaller.Step step : plan.steps()) {
            out.println(words(step.action(), dryRun) + " " + step.entry().place()
                    + (step.action() != Action.DELETE && step.entry() instanceof ServiceEntry.Link link
                            ? " -> " + link.target() : ""));
            if (dryRun && step.action() != Action.DELETE && step.entry() instanceof ServiceEntry.Text text) {
                text.content().lines().forEach(line -> out.println("    | " + line));
            }
            if (dryRun && step.action() != Action.DELETE && step.entry() instanceof ServiceEntry.Value value) {
                out.println("    | " + value.command());
            }
        }
        if (plan.steps().isEmpty()) {
            out.println("nothing is installed");
        }
        if (dryRun) {
            out.println("nothing was changed");
        } else {
            plan.advice().forEach(out::println);
        }
        out.flush();
    }

    private static String words(Action action, boolean dryRun) {
        return switch (action) {
            case CREATE -> dryRun ? "would write" : "wrote";
            case REPLACE -> dryRun ? "would replace" : "replaced";
            case DELETE -> dryRun ? "would delete" : "deleted";
            case KEEP -> "unchanged";
        };
    }

    private static int fail(CommandSpec spec, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("fermata: " + message);
        err.flush();
        return ExitCode.FAILURE;
    }
}
