package dev.fermata.cli;

import dev.fermata.model.Hold;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose pause is meant, and of which run. */
final class HolderOptions {
    @Option(names = "--client", paramLabel = "NAME", defaultValue = "cli",
            description = "In whose name (default: ${DEFAULT-VALUE}); each client ends its own pause only.")
    private String client;

    @Option(names = "--session-id", paramLabel = "N",
            description = "Only if this is the run's number; any run if left out.")
    private Long sessionId;

    /** The name of this client's hold. */
    String holder() {
        return Hold.API_PREFIX + client;
    }

    /** The beginning of a request to {@code /pause_control}. */
    Map<String, Object> request(String action) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (sessionId != null) {
            request.put("sessionid", sessionId);
        }
        request.put("action", action);
        request.put("client", client);
        return request;
    }
}
