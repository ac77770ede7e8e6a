package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code fermata events}: what happens, as it happens. */
@Command(
        name = "events",
        description = {
            "Prints every event as a line of JSON, the same as 'run --events'.",
            "Ends with Ctrl-C or with the agent."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata events",
            "  fermata events | jq 'select(.event == \"hold_added\")'"
        })
final class EventsCommand extends ClientCommand {
    EventsCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    EventsCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        agent.events(line -> {
            out.println(line);
            out.flush();
        });
    }
}
