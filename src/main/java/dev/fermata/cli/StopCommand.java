package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code fermata stop}: a client's stop. */
@Command(
        name = "stop",
        description = {
            "Stops playing at once and releases every key; a pause of yours stays.",
            "The program itself goes on; the master key of its profile arms it again."
        },
        footerHeading = "%nExample:%n",
        footer = "  fermata stop")
final class StopCommand extends ClientCommand {
    StopCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    StopCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        boolean unchanged = agent.post("/stop", Map.of()).json().get("changed").isFalse();
        out.println(unchanged ? "it was stopped already" : "stopped, everything released");
    }
}
