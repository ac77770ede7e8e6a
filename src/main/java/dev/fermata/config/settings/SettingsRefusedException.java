package dev.fermata.config.settings;

import java.nio.file.Path;
import java.util.List;

/** Settings that cannot be used; the message is every problem they have, ready to be shown. */
public final class SettingsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Path> files;

    SettingsRefusedException(String problems) {
        this(problems, List.of());
    }

    /** @param files that were read besides those of the settings themselves, or should have been */
    SettingsRefusedException(String problems, List<Path> files) {
        super(problems);
        this.files = List.copyOf(files);
    }

    /** What was read besides the files of the settings themselves, or should have been: mended, they may be of use. */
    public List<Path> files() {
        return files;
    }
}
