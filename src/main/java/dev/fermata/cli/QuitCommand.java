package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code fermata quit}: the end of the agent. */
@Command(
        name = "quit",
        description = "Ends the fermata that is running, everything released.",
        footerHeading = "%nExample:%n",
        footer = "  fermata quit")
final class QuitCommand extends ClientCommand {
    QuitCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    QuitCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        agent.post("/quit", Map.of("client", "cli"));
        out.println("it ends");
    }
}
