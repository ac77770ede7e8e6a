package dev.fermata.cli;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that asks the agent that is running. It fails with exit code 1 and a message when there
 * is none, or when the agent refuses.
 */
abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClientOptions options;

    ClientCommand(CommandEnvironment environment) {
        options = new ClientOptions(environment);
    }

    @Override
    public final Integer call() {
        check();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Integer> code = alone(out);
        if (code.isEmpty()) {
            ask(options.connect(), out);
        }
        out.flush();
        return code.orElse(ExitCode.OK);
    }

    /** Does what needs no agent, and returns the exit code then; empty where an agent is to be asked. */
    Optional<Integer> alone(PrintWriter out) {
        return Optional.empty();
    }

    /** As the settings are on this machine. */
    final Settings settings() {
        return options.load();
    }

    /** Refuses what is wrong about the command line, before the agent is looked for. */
    void check() {
    }

    /** Asks the agent and prints what came of it. */
    abstract void ask(AgentClient agent, PrintWriter out);

    /** A mistake on the command line. */
    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
