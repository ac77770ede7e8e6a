package dev.fermata.listen.engine;

import dev.fermata.listen.Grammar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What pocketsphinx has to read besides the sound, in a folder for this user alone. No sound is there. */
record SphinxFiles(Path folder, boolean isEmpty) {
    static SphinxFiles write(SphinxWords words) throws IOException {
        SphinxFiles files = new SphinxFiles(Files.createTempDirectory("fermata-listen"), words.known().isEmpty());
        if (!files.isEmpty()) {
            Files.writeString(files.dictionary(), words.dictionary());
            Files.writeString(files.phrases(), new Grammar(words.known()).toJsgf());
            Files.writeString(files.phones(), words.anyPhones());
        }
        return files;
    }

    Path dictionary() {
        return folder.resolve("words.dict");
    }

    Path phrases() {
        return folder.resolve("phrases.gram");
    }

    Path phones() {
        return folder.resolve("phones.gram");
    }

    void delete() {
        for (Path each : List.of(dictionary(), phrases(), phones(), folder)) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                return; // there is nothing in it that would be nobody else's business
            }
        }
    }
}
