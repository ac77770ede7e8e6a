package dev.fermata.listen.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a dictionary of pronunciations some phrases need, and the texts by which pocketsphinx is told of them. The
 * whole dictionary would take it longer to read than to recognise a command. Immutable.
 *
 * @param known the phrases whose words are all in the dictionary
 * @param unknown the words that are not
 */
record SphinxWords(List<String> known, Set<String> unknown, Map<String, List<String>> sounds, Set<String> phones) {
    /** So begin the words that stand for one phone each. */
    static final String PHONE = "ph_";

    /** Reads the dictionary. @throws IOException when it cannot be read */
    static SphinxWords of(List<String> phrases, Path dictionary) throws IOException {
        Set<String> wanted = phrases.stream().flatMap(each -> Arrays.stream(each.split(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<String>> sounds = new TreeMap<>();
        Set<String> phones = new TreeSet<>();
        try (BufferedReader in = Files.newBufferedReader(dictionary, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int blank = line.indexOf(' ');
                if (blank < 1) {
                    continue;
                }
                String sound = line.substring(blank + 1).strip();
                phones.addAll(Arrays.asList(sound.split("\\s+")));
                // Another way to say a word has its number behind it.
                int bracket = line.indexOf('(');
                String word = line.substring(0, bracket > 0 && bracket < blank ? bracket : blank);
                if (wanted.contains(word)) {
                    sounds.computeIfAbsent(word, none -> new ArrayList<>()).add(sound);
                }
            }
        }
        wanted.removeAll(sounds.keySet());
        return new SphinxWords(phrases.stream()
                .filter(each -> Arrays.stream(each.split(" ")).noneMatch(wanted::contains)).toList(), wanted, sounds,
                phones);
    }

    /** A dictionary of these words, and of a word a phone. */
    String dictionary() {
        StringBuilder text = new StringBuilder();
        sounds.forEach((word, ways) -> {
            for (int i = 0; i < ways.size(); i++) {
                text.append(word).append(i == 0 ? "" : "(" + (i + 1) + ")").append(' ').append(ways.get(i))
                        .append('\n');
            }
        });
        phones.forEach(each -> text.append(phoneWord(each)).append(' ').append(each).append('\n'));
        return text.toString();
    }

    /** A grammar of phones in any order: what anything that is said is the likeliest to be. */
    String anyPhones() {
        return "#JSGF V1.0 UTF-8;\ngrammar fermata;\npublic <any> = <phone>+;\n<phone> = "
                + phones.stream().map(SphinxWords::phoneWord).collect(Collectors.joining(" | ")) + ";\n";
    }

    private static String phoneWord(String phone) {
        return PHONE + phone.toLowerCase(Locale.ROOT);
    }
}
