package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code fermata start}: a client's start. */
@Command(
        name = "start",
        description = {
            "Starts playing, as the toggle key of the profile does when it is armed.",
            "What you stopped with a key of yours only your key starts again."
        },
        footerHeading = "%nExample:%n",
        footer = "  fermata start")
final class StartCommand extends ClientCommand {
    StartCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    StartCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        Node answer = agent.post("/start", Map.of("client", "cli")).json();
        out.println(answer.get("state").text().equals("paused") ? "started; it is paused"
                : answer.get("changed").isFalse() ? "it was playing already" : "started");
    }
}
