package dev.fermata.app;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileStore;
import dev.fermata.control.Preview;
import dev.fermata.control.Studio;
import dev.fermata.time.Clock;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Makes what works on profiles, for a page that asks for it; until then nothing of it is loaded.
 *
 * @param own the folder of the user's own profiles
 * @param preview plays what is looked at before it is saved
 */
record StudioMaker(ProfileLibrary library, Path own, PlayedProfile played, Clock clock, Preview preview)
        implements Supplier<Studio> {
    @Override
    public Studio get() {
        return new Studio(library, new ProfileStore(own), played::file, () -> clock.wallTime(clock.nanos()),
                preview);
    }
}
