package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fermata resume}: the end of a client's pause. */
@Command(
        name = "resume",
        description = {
            "Ends a pause that 'fermata pause' or another client began.",
            "Never ends the player's own pause, nor the hold of priority keys."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata resume                   end the pause of 'fermata pause'",
            "  fermata resume --client overlay  end the pause of one client",
            "  fermata resume --all             end the pauses of all clients"
        })
final class ResumeCommand extends ClientCommand {
    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Option(names = "--all", description = "End every client's pause.")
    private boolean all;

    ResumeCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    ResumeCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        Map<String, Object> request = holder.request("resume");
        if (all) {
            request.put("all", true);
        }
        out.println(PauseText.resumed(agent.post("/pause_control", request).json(),
                all ? "no client had paused it" : "it was not paused by " + holder.holder()));
    }
}
