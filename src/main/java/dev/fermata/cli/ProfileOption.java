package dev.fermata.cli;

import dev.fermata.app.ProfileRefusedException;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileResult;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** The option {@code -p}, for the commands that play a profile. */
final class ProfileOption {
    @Option(
            names = {"-p", "--profile"},
            required = true,
            paramLabel = "NAME|FILE",
            completionCandidates = Names.class,
            description = "The profile: a name that 'fermata profiles' lists, or a .toml file.")
    private String profile;

    /** The profiles there are, for completion; made anew by whoever asks. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return library().list().stream().map(ProfileLibrary.Entry::name).iterator();
        }
    }

    /** @throws ProfileRefusedException with every problem, when it cannot be used */
    Profile load() {
        return load(profile);
    }

    static Profile load(String nameOrFile) {
        ProfileResult result = library().read(nameOrFile);
        return result.profile().orElseThrow(() -> new ProfileRefusedException(
                "the profile cannot be used:" + System.lineSeparator() + result.render()));
    }

    static ProfileLibrary library() {
        return library(CommandEnvironment.ofThisMachine());
    }

    static ProfileLibrary library(CommandEnvironment environment) {
        return new ProfileLibrary(environment.places().profileFolders());
    }
}
