package dev.fermata.service;

import java.nio.file.Path;

/** Something that lies in a folder of the user while the service is installed. */
public sealed interface ServiceEntry {
    /** Where it lies; absolute. */
    Path path();

    /** A text file. */
    record Text(Path path, String content) implements ServiceEntry {
    }

    /** A symbolic link to a file beside or above it. */
    record Link(Path path, Path target) implements ServiceEntry {
    }
}
