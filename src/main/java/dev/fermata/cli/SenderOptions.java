package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.model.Lane;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How urgent it is what a command has played, and in whose name. */
final class SenderOptions {
    @Option(names = "--lane", paramLabel = "LANE",
            description = "How urgent: emergency, high, normal or low.")
    private String lane;

    @Option(names = "--client", paramLabel = "NAME", defaultValue = "cli",
            description = "In whose name (default: ${DEFAULT-VALUE}).")
    private String client;

    /** What is wrong with them. */
    Optional<String> check() {
        return lane == null || Arrays.stream(Lane.values()).anyMatch(each -> each.id().equals(lane)) ? Optional.empty()
                : Optional.of("--lane is " + Arrays.stream(Lane.values()).map(Lane::id).collect(Collectors.joining(", "))
                        + ", not '" + lane + "'");
    }

    /** Has something played. Returns what became of it, for people. @param request what it is; added to */
    String send(AgentClient agent, Map<String, Object> request) {
        if (lane != null) {
            request.put("lane", lane);
        }
        request.put("client", client);
        Node answer = agent.post("/actions", request).json();
        String result = answer.get("submitted").text();
        return result.equals("buffered") ? "buffered: played when the pause ends" : AnswerText.plain(result);
    }
}
