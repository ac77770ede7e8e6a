package dev.fermata.config.profile;

import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a profile extends: each says what counts where the one before it says nothing. Tables are put together
 * field by field, skills, sensors and actions for viewers by their names, call-outs by what they are on and voice
 * commands by what is said first; a list, such as that of the special keys, is one value. Stateless.
 */
final class Bases {
    /** How many files a profile may lead to. */
    static final int MOST = 8;

    /** Lists of tables that are put together, with the field by which they are known. Loaded where there are bases. */
    private static final class Named {
        static final Map<String, String> BY = Map.of(
                ProfileSchema.SKILL.name(), ProfileSchema.SKILL_NAME.name(),
                ProfileSchema.SENSOR.name(), SenseSchema.SENSOR_NAME.name(),
                ProfileSchema.SAY.name(), SpeechSchema.ON.name(),
                ProfileSchema.VOICE.name(), VoiceSchema.HEAR.name(),
                ProfileSchema.VIEWER.name(), ViewerSchema.NAME.name());
    }

    /** What is each file's own. */
    private static final Set<String> OWN = Set.of(ProfileSchema.NAME.name(), ProfileSchema.DESCRIPTION.name(),
            ProfileSchema.EXTENDS.name());

    private Bases() {
    }

    /** The file with those that it leads to, as far as they are there; the last may be one that cannot be read. */
    static ProfileText load(ProfileText own) {
        List<ProfileText> bases = new ArrayList<>();
        Set<Path> seen = new HashSet<>(Set.of(identity(own.path())));
        ProfileText at = own;
        Optional<Path> next = baseOf(at);
        while (next.isPresent() && bases.size() < MOST && seen.add(identity(next.get()))) {
            at = ProfileFile.load(next.get());
            bases.add(at);
            next = baseOf(at);
        }
        return bases.isEmpty() ? own : own.extending(bases);
    }

    /** The file that one extends. */
    private static Optional<Path> baseOf(ProfileText file) {
        String text = file.text().filter(each -> each.contains(ProfileSchema.EXTENDS.name())).orElse("");
        Problems aside = new Problems(file.path().toString(), new SourceText(text));
        return text.isEmpty() ? Optional.empty() : ProfileReader.tree(text, aside)
                .map(top -> top.get(ProfileSchema.EXTENDS.name()))
                .filter(name -> name.value() instanceof String && !name.text().isBlank())
                .flatMap(name -> resolve(file.path(), name.text().strip()));
    }

    /** Beside the file as it was named, else beside the one that it is a link to. */
    static Optional<Path> resolve(Path file, String name) {
        try {
            Path beside = file.resolveSibling(name);
            Path atTheEnd = Files.exists(beside) ? beside : file.toRealPath().resolveSibling(name);
            return Optional.of(Files.exists(atTheEnd) ? atTheEnd : beside);
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.of(file.resolveSibling(name));
        }
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath().normalize();
        }
    }

    /**
     * Says where a file names one that cannot be extended.
     *
     * @param trees of the file and of those that could be read
     * @param bases what was found of the others
     * @param isFile whether the text is that of a file
     */
    static void check(List<Node> trees, List<ProfileText> bases, boolean isFile, Problems problems) {
        for (int i = 0; i < trees.size(); i++) {
            Node name = trees.get(i).get(ProfileSchema.EXTENDS.name());
            boolean named = name.value() instanceof String && !name.text().isBlank();
            if (named && i < bases.size()) {
                bases.get(i).problem().ifPresent(problem -> problems.error(problems.source().span(name),
                        "this cannot be extended: " + problem.problem(), "a profile's file, seen from this one"));
            } else if (named) {
                problems.error(problems.source().span(name), !isFile ? "only a file can extend another"
                        : i >= MOST ? "these are more than " + MOST + " files that extend each other"
                        : "this is extended already, or no file can have that name",
                        "a profile's file that does not lead back here");
            }
        }
    }

    /** One tree of all, the first says most. */
    static Node merge(List<Node> trees) {
        Node all = trees.get(0);
        for (Node base : trees.subList(1, trees.size())) {
            all = top(all, base);
        }
        return all;
    }

    private static Node top(Node own, Node base) {
        Map<String, Node> fields = new LinkedHashMap<>(own.fields());
        base.fields().forEach((name, value) -> {
            if (Named.BY.containsKey(name) && fields.containsKey(name)) {
                fields.put(name, named(fields.get(name), value, Named.BY.get(name)));
            } else if (!OWN.contains(name)) {
                fields.merge(name, value, Bases::fields);
            }
        });
        return own.with(fields);
    }

    private static Node fields(Node own, Node base) {
        if (!own.isObject() || !base.isObject()) {
            return own;
        }
        Map<String, Node> fields = new LinkedHashMap<>(own.fields());
        base.fields().forEach((name, value) -> fields.merge(name, value, Bases::fields));
        return own.with(fields);
    }

    /** Those of the base, each with what is said of it anew, and then the new ones. */
    private static Node named(Node own, Node base, String by) {
        if (!own.isTables() || !base.isTables()) {
            return own;
        }
        List<Node> left = new ArrayList<>(own.list());
        List<Node> all = new ArrayList<>();
        for (Node skill : base.list()) {
            Optional<Node> anew = left.stream().filter(each -> nameOf(each, by).isPresent()
                    && nameOf(each, by).equals(nameOf(skill, by))).findFirst();
            anew.ifPresent(left::remove);
            all.add(anew.map(each -> fields(each, skill)).orElse(skill));
        }
        all.addAll(left);
        return own.with(all);
    }

    /** However it is spaced. */
    private static Optional<String> nameOf(Node table, String by) {
        Node known = table.get(by);
        String text = known.list().isEmpty() ? known.text() : known.list().get(0).text();
        return Optional.of(text.strip().replaceAll("\\s+", " ")).filter(name -> !name.isEmpty());
    }
}
