package dev.fermata.listen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SphinxWordsTest {
    @TempDir Path folder;

    @Test
    void onlyTheWordsOfThePhrasesAreTakenWithAllTheWaysToSayThem() throws Exception {
        Path file = Files.writeString(folder.resolve("d"), """
                the DH AH
                the(2) DH IY
                map M AE P
                pause P AO Z
                """);
        SphinxWords words = SphinxWords.of(List.of("the map", "pause", "the xyzzy"), file);
        assertEquals(List.of("the map", "pause"), words.known());
        assertEquals(Set.of("xyzzy"), words.unknown());
        assertTrue(words.dictionary().startsWith("map M AE P\npause P AO Z\nthe DH AH\nthe(2) DH IY\nph_ae AE\n"),
                words::dictionary);
        assertTrue(words.anyPhones().contains("<phone> = ph_ae | ph_ah |"), words::anyPhones);
    }
}
