package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fermata toggle}: one button for both. */
@Command(
        name = "toggle",
        description = "Pauses, or ends the pause of the same client: one button for both.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata toggle",
            "  fermata toggle --client deck --for 5m   a pause that nobody forgets"
        })
final class ToggleCommand extends ClientCommand {
    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Mixin
    private final PauseOptions pause = new PauseOptions();

    ToggleCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    ToggleCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void check() {
        pause.problem().ifPresent(problem -> {
            throw wrong(problem);
        });
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        Map<String, Object> request = holder.request("toggle");
        pause.addTo(request);
        Node answer = agent.post("/pause_control", request).json();
        boolean pauses = answer.get("holds").list().stream()
                .anyMatch(hold -> hold.get("holder").text().equals(holder.holder()));
        out.println(pauses ? PauseText.paused(answer) : PauseText.resumed(answer, "nothing changed"));
    }
}
