package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
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
        ask(options.connect(), out);
        out.flush();
        return ExitCode.OK;
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
