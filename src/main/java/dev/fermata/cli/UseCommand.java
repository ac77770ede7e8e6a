package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fermata use}: another profile for the agent that is running. */
@Command(
        name = "use",
        description = {
            "Plays another profile from now on, without a restart.",
            "Pauses stay, and so does whether it plays; keys that it kept down are let go."
        },
        footerHeading = "%nExample:%n",
        footer = "  fermata use rotation")
final class UseCommand extends ClientCommand {
    @Parameters(paramLabel = "PROFILE", completionCandidates = ProfileOption.Names.class,
            description = "A name that 'fermata profiles' lists.")
    private String profile;

    UseCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    UseCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        String name = agent.post("/profile", Map.of("profile", profile, "client", "cli")).json()
                .get("profile").text();
        out.println("plays '" + AnswerText.plain(name) + "'");
    }
}
