package dev.fermata.cli;

import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.Durations;
import dev.fermata.model.PauseScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to pause. */
final class PauseOptions {
    private static final Type<PauseScope> SCOPE = Types.word(PauseScope.class);

    /** For completion. */
    static final class Scopes extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Scopes() {
            super(Arrays.stream(PauseScope.values()).map(PauseScope::id).toList());
        }
    }

    @Option(names = "--for", paramLabel = "DURATION",
            description = "End by itself after so long, such as 30s or 5m.")
    private String lease;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Shown to whoever looks at the status.")
    private String reason;

    @Option(names = "--scope", paramLabel = "play|speech|both", completionCandidates = Scopes.class,
            description = "What stands still: play (the keys, when left out), speech or both.")
    private String scope;

    @Option(names = "--graceful", description = "Let a sequence that is being played finish first.")
    private boolean graceful;

    /** What is wrong about them, if anything. */
    Optional<String> problem() {
        return leaseProblem().or(this::scopeProblem);
    }

    private Optional<String> scopeProblem() {
        if (scope == null || SCOPE.ofText(scope).isPresent()) {
            return Optional.empty();
        }
        List<String> meant = SCOPE.meant(scope);
        return Optional.of("--scope is " + SCOPE.expected() + ", not '" + scope + "'"
                + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?"));
    }

    private Optional<String> leaseProblem() {
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
        if (scope != null) {
            request.put("scope", scope);
        }
        if (graceful) {
            request.put("mode", "graceful");
        }
    }

    private boolean isWholeMillis(Duration duration) {
        return duration.toMillis() >= 1 && duration.toNanos() % 1_000_000 == 0;
    }
}
