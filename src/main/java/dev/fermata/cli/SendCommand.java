package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.model.Lane;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fermata send}: keys on behalf of a script. */
@Command(
        name = "send",
        description = "Has keys played, now or when a pause ends.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata send q",
            "  fermata send \"q,delay100,shift+w\"   the syntax of a skill's keys",
            "  fermata send 1 --lane emergency     before everything else"
        })
final class SendCommand extends ClientCommand {
    @Parameters(paramLabel = "KEYS", description = "A key, a chord or a sequence; see 'fermata keys'.")
    private String keys;

    @Option(names = "--lane", paramLabel = "LANE",
            description = "How urgent: emergency, high, normal or low.")
    private String lane;

    @Option(names = "--client", paramLabel = "NAME", defaultValue = "cli",
            description = "In whose name (default: ${DEFAULT-VALUE}).")
    private String client;

    SendCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    SendCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void check() {
        if (lane != null && Arrays.stream(Lane.values()).noneMatch(each -> each.id().equals(lane))) {
            throw wrong("--lane is " + Arrays.stream(Lane.values()).map(Lane::id).collect(Collectors.joining(", "))
                    + ", not '" + lane + "'");
        }
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("keys", keys);
        if (lane != null) {
            request.put("lane", lane);
        }
        request.put("client", client);
        Node answer = agent.post("/actions", request).json();
        String result = answer.get("submitted").text();
        out.println(result.equals("buffered") ? "buffered: played when the pause ends" : AnswerText.plain(result));
    }
}
