package dev.fermata.cli;

import dev.fermata.model.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to pause. */
final class PauseOptions {
    @Option(names = "--for", paramLabel = "DURATION",
            description = "End by itself after so long, such as 30s or 5m.")
    private String lease;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Shown to whoever looks at the status.")
    private String reason;

    @Option(names = "--graceful", description = "Let a sequence that is being played finish first.")
    private boolean graceful;

    /** What is wrong about them, if anything. */
    Optional<String> problem() {
        boolean wrong = lease != null && Durations.parse(lease).filter(this::isWholeMillis).isEmpty();
        if (!wrong) {
            return Optional.empty();
        }
        List<String> meant = Durations.withUnits(lease, "s", "m");
        return Optional.of("--for is a duration such as 500ms, 30s or 5m, not '" + lease + "'"
                + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?"));
    }

    /** Puts them into a request. */
    void addTo(Map<String, Object> request) {
        if (lease != null) {
            request.put("lease_ms", Durations.parse(lease).orElseThrow().toMillis());
        }
        if (reason != null) {
            request.put("reason", reason);
        }
        if (graceful) {
            request.put("mode", "graceful");
        }
    }

    private boolean isWholeMillis(Duration duration) {
        return duration.toMillis() >= 1 && duration.toNanos() % 1_000_000 == 0;
    }
}
