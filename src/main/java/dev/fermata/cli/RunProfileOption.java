package dev.fermata.cli;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code fermata run} plays: one profile, or the one whose window has the focus. */
final class RunProfileOption {
    @Mixin
    private PlatformOption platform;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME|FILE",
            completionCandidates = ProfileOption.Names.class,
            description = "The profile: a name that 'fermata profiles' lists, or a .toml file. Without it, of those that"
                    + " name a window in [window], the one whose window has the focus.")
    private String profile;

    @Option(names = "--follow", description = "Begin with that profile, and play another one when the window has the"
            + " focus that it names in [window].")
    private boolean follow;

    /** The profiles to change between; none where one is played throughout. Reads all of the library. */
    List<ProfileLibrary.Entry> followed(ProfileLibrary library) {
        return profile != null && !follow ? List.of() : library.list().stream()
                .filter(entry -> entry.result().profile().flatMap(Profile::window).isPresent()).toList();
    }

    /**
     * The profile to begin with.
     *
     * @throws dev.fermata.app.ProfileRefusedException with every problem, when it cannot be used
     * @throws ParameterException when none was named and there is none to choose
     */
    Profile load(ProfileLibrary library, List<ProfileLibrary.Entry> followed) {
        if (profile != null) {
            return ProfileOption.load(profile, library);
        }
        return followed.stream().findFirst().flatMap(entry -> entry.result().profile()).orElseThrow(() ->
                new ParameterException(spec.commandLine(), "Missing option: '--profile=NAME|FILE' (no profile here names"
                        + " its game's window in [window], by which one could be chosen)"));
    }
}
