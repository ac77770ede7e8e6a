package dev.fermata.cli;

import dev.fermata.app.ProfileRefusedException;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.settings.OwnProfiles;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsRefusedException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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

    /** The profiles there are, as the settings say. */
    static ProfileLibrary library(Settings settings) {
        return library(CommandEnvironment.ofThisMachine(), settings.ownProfiles());
    }

    static Profile load(String nameOrFile) {
        return load(nameOrFile, library());
    }

    static Profile load(String nameOrFile, ProfileLibrary library) {
        ProfileResult result = library.read(nameOrFile);
        return result.profile().orElseThrow(() -> new ProfileRefusedException(
                "the profile cannot be used:" + System.lineSeparator() + result.render()));
    }

    static ProfileLibrary library() {
        return library(CommandEnvironment.ofThisMachine());
    }

    static ProfileLibrary library(CommandEnvironment environment) {
        return library(environment, ownProfiles(environment));
    }

    private static ProfileLibrary library(CommandEnvironment environment, OwnProfiles which) {
        return new ProfileLibrary(environment.places().profileFolders(which));
    }

    /** What is wrong with the settings is told by who needs them all. */
    private static OwnProfiles ownProfiles(CommandEnvironment environment) {
        try {
            return SettingsOptions.load(environment, Optional.empty(), List.of()).settings().ownProfiles();
        } catch (SettingsRefusedException e) {
            return Settings.DEFAULTS.ownProfiles();
        }
    }
}
