package dev.fermata.cli;

import dev.fermata.app.WebBrowser;
import dev.fermata.app.service.ServiceHost;
import dev.fermata.app.service.ServiceInstaller;
import dev.fermata.app.service.StartCommand;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.ClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata open}: the page, and an agent to have one; what the entry in the desktop's menu calls. */
@Command(
        name = "open",
        description = "Opens the live page in your browser; where none runs it first starts Fermata, stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata open            the installed one, or your first profile",
            "  fermata open -p druid   if none runs yet, with this profile"
        })
final class OpenCommand implements Callable<Integer> {
    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = {"-p", "--profile"}, paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "What to start with if none runs: a name that 'fermata profiles' lists, or a .toml file.")
    private String profileName;

    OpenCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    OpenCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        AgentStart start = new AgentStart(environment, ServiceHost.ofThisMachine());
        AgentFile agent = start.running().orElseGet(() -> started(start));
        if (agent.port().isEmpty()) {
            throw new ClientException("the fermata that is running (process " + agent.pid() + ") has no page: its API is"
                    + " switched off, or its port was taken when it started");
        }
        PrintWriter out = spec.commandLine().getOut();
        String host = agent.host().contains(":") ? "[" + agent.host() + "]" : agent.host();
        String page = "http://" + host + ":" + agent.port().getAsInt() + "/";
        out.println(page);
        out.flush();
        try {
            WebBrowser.open(page);
        } catch (IOException e) {
            throw new ClientException("no browser could be opened (" + e.getMessage() + "); the page is " + page);
        }
        return ExitCode.OK;
    }

    private AgentFile started(AgentStart start) {
        List<ServiceInstaller.Installed> installed = ServiceCommand.installer(ServiceHost.ofThisMachine()).status();
        if (profileName == null && !installed.isEmpty()) {
            return start.start(installed.get(0));
        }
        String profile = profileName == null ? first() : ServiceCommand.Install.lasting(profileName);
        ProfileOption.load(profile);
        return start.startAlone(new StartCommand(AgentStart.launcher(spec), profile, false));
    }

    /** The player's own first one, else the first that came with the program. */
    private String first() {
        Path own = environment.places().ownProfiles();
        List<ProfileLibrary.Entry> usable = ProfileOption.library(environment).list().stream()
                .filter(entry -> entry.result().profile().isPresent()).toList();
        return Stream.concat(usable.stream().filter(entry -> entry.file().startsWith(own)), usable.stream())
                .map(ProfileLibrary.Entry::name).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "there is no profile that can be used"));
    }
}
