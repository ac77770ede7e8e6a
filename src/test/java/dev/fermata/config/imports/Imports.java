package dev.fermata.config.imports;

import dev.fermata.config.profile.Senses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the tests of imports share. */
public final class Imports {
    static final Path FOLDER = Path.of("src", "test", "resources", "import");

    private Imports() {
    }

    /** A sample as it is. */
    static String sample(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The profiles in a text. */
    static List<ImportedProfile> read(String file, String text) throws NotImportedException {
        return read(file, text, StandardCharsets.UTF_8);
    }

    static List<ImportedProfile> read(String file, String text, Charset charset) throws NotImportedException {
        return read(file, text.getBytes(charset), Optional.empty());
    }

    static List<ImportedProfile> read(String file, byte[] bytes, Optional<Senses.Size> size)
            throws NotImportedException {
        return Importer.read(Path.of(file), bytes, name -> true,
                // No file has no name, whatever a section is called.
                name -> name.isBlank() ? "imported" : name, size);
    }

    /** The texts of the profiles in a sample, by their names. */
    public static Map<String, String> texts(String sample) {
        try {
            return read(sample, sample(sample)).stream().collect(Collectors.toMap(ImportedProfile::name,
                    each -> ImportedText.of(each, each.name())));
        } catch (NotImportedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The text of the first profile in a text. */
    public static String first(String file, String text) {
        try {
            return ImportedText.of(read(file, text).get(0), "x");
        } catch (NotImportedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
