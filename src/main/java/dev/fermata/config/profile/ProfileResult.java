package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The outcome of reading a profile: the profile, possibly with warnings, or every error found in one
 * go.
 *
 * @param profile present exactly when no diagnostic is an error
 * @param diagnostics in the order of the file
 */
public record ProfileResult(Optional<Profile> profile, List<Diagnostic> diagnostics) {
    public ProfileResult {
        diagnostics = List.copyOf(diagnostics);
        if (profile.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
            throw new IllegalArgumentException("a result is a profile or its errors");
        }
    }

    static ProfileResult failed(Diagnostic only) {
        return new ProfileResult(Optional.empty(), List.of(only));
    }

    /** The same with one more warning, told first. */
    ProfileResult and(Diagnostic warning) {
        return new ProfileResult(profile, Stream.concat(Stream.of(warning), diagnostics.stream()).toList());
    }

    /** The same with the warnings as errors. */
    public ProfileResult strict() {
        return diagnostics.isEmpty() ? this
                : new ProfileResult(Optional.empty(), diagnostics.stream().map(Diagnostic::asError).toList());
    }

    /** Every diagnostic as shown in a terminal; empty when there is none. */
    public String render() {
        return Diagnostics.render(diagnostics);
    }
}
