package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fermata pause}: a pause in a client's name. */
@Command(
        name = "pause",
        description = "Pauses the fermata that is running, until 'fermata resume' or for a while.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata pause                                    until 'fermata resume'",
            "  fermata pause --for 30s --reason \"reading chat\"  ends by itself",
            "  fermata pause --client overlay                   a pause of its own",
            "  fermata pause --scope both                       of speech as well as of keys"
        })
final class PauseCommand extends ClientCommand {
    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Mixin
    private final PauseOptions pause = new PauseOptions();

    PauseCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    PauseCommand(CommandEnvironment environment) {
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
        Map<String, Object> request = holder.request("pause");
        pause.addTo(request);
        out.println(PauseText.paused(agent.post("/pause_control", request).json()));
    }
}
