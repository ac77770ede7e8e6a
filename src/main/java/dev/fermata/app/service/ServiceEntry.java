package dev.fermata.app.service;

import java.nio.file.Path;

/** Something that lies in a folder of the user, or in the registry, while the service is installed. */
public sealed interface ServiceEntry {
    /** Where it lies, for people. */
    String place();

    /** A text file. @param path absolute */
    record Text(Path path, String content) implements ServiceEntry {
        @Override
        public String place() {
            return path.toString();
        }
    }

    /** A symbolic link to a file beside or above it. @param path absolute */
    record Link(Path path, Path target) implements ServiceEntry {
        @Override
        public String place() {
            return path.toString();
        }
    }

    /** Fermata's value in the user's {@link RunKey}. @param command as Windows starts it */
    record Value(String command) implements ServiceEntry {
        @Override
        public String place() {
            return RunKey.PLACE;
        }
    }
}
