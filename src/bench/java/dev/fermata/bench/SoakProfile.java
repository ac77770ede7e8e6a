package dev.fermata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The demo profile in a file of its own, to be saved again while the agent plays it. */
final class SoakProfile {
    private final Path file;
    private final String text;
    private int saves;

    SoakProfile() throws IOException {
        text = Files.readString(Path.of("profiles", "demo.toml"));
        file = Scratch.folder("soak").resolve("soak.toml");
        Files.writeString(file, text);
    }

    Path file() {
        return file;
    }

    /** Saves it with another rhythm of its first skill. */
    void save() throws IOException {
        saves++;
        write(text.replace("\"400ms\"", 380 + saves % 5 * 10 + "ms").replaceAll("every = (\\d+ms)", "every = \"$1\""));
    }

    /** Saves something that is no profile. */
    void saveBroken() throws IOException {
        saves++;
        write(text + "\nnonsense" + saves + " =\n");
    }

    private void write(String content) throws IOException {
        Path draft = file.resolveSibling("draft");
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
