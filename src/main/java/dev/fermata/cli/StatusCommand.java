package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fermata status}: what the agent is doing. */
@Command(
        name = "status",
        description = "Shows what the fermata that is running does: state, holds, skills, lanes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata status",
            "  fermata status --watch               refreshed every second, until Ctrl-C",
            "  fermata status --json | jq .state"
        })
final class StatusCommand extends ClientCommand {
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** To the top of the screen; what is written over is erased line by line, so nothing flickers. */
    private static final String HOME = "\033[H";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";

    private final CommandEnvironment environment;

    @Option(names = "--watch", description = "Once a second, until Ctrl-C or the end of the agent.")
    private boolean watch;

    @Option(names = "--json", description = "The agent's answer as it is, on one line.")
    private boolean json;

    StatusCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    StatusCommand(CommandEnvironment environment) {
        super(environment);
        this.environment = environment;
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        print(agent.get("/status"), out, true);
        while (watch) {
            LockSupport.parkNanos(REFRESH_NANOS);
            print(agent.get("/status"), out, false);
        }
    }

    private void print(AgentClient.Answer answer, PrintWriter out, boolean first) {
        if (json) {
            out.println(answer.body().strip());
        } else if (watch && environment.terminal()) {
            String text = StatusText.of(answer.json(), ZoneId.systemDefault());
            out.print((first ? HOME + ERASE_BELOW : HOME) + text.replace("\n", ERASE_LINE + "\n") + ERASE_BELOW);
        } else {
            out.print((first ? "" : "\n") + StatusText.of(answer.json(), ZoneId.systemDefault()));
        }
        out.flush();
    }
}
