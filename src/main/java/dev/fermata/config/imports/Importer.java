package dev.fermata.config.imports;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.SourceText;
import dev.fermata.config.profile.Senses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes over the profiles in another program's file. Stateless. */
public final class Importer {
    static final String KNOWN = "a profile of pyahk, a .json file with \"skills\" and \"global\", or the file of"
            + " D3keyHelper,"
            + " d3oldsand.ini with a section for each profile";

    private Importer() {
    }

    /**
     * Reads a file.
     *
     * @param path of the file; its name is that of a profile that has none of its own
     * @param bytes what is in it; of more than a megabyte it is enough to give one byte more
     * @param wanted which profiles, by their names there
     * @param fileName what a profile of that name, which may be empty, is called as a file of ours
     * @param size of the game's window, where the file does not say it
     * @return at least one
     * @throws NotImportedException when the file is none that is known, or nothing in it can be played
     */
    public static List<ImportedProfile> read(Path path, byte[] bytes, Predicate<String> wanted,
            Function<String, String> fileName, Optional<Senses.Size> size) throws NotImportedException {
        String file = path.toString();
        String text = SourceFile.text(file, bytes);
        if (text.isBlank()) {
            throw SourceFile.wrong(file, "this file is empty");
        }
        List<ImportedProfile> profiles = text.stripLeading().startsWith("{")
                ? json(path, text, wanted, size) : ini(path, text, wanted, fileName, size);
        for (ImportedProfile profile : profiles) {
            if (profile.skills().isEmpty() && profile.ring().isEmpty()) {
                throw new NotImportedException(Diagnostic.ofFile(file, "there is nothing in '" + profile.name()
                        + "' that can be played" + profile.remarks().stream().map(ImportedText::line)
                                .map(line -> "\n  " + line).reduce("", String::concat),
                        "at least one skill with a key, or a sequence", List.of()));
            }
        }
        return profiles;
    }

    private static List<ImportedProfile> json(Path path, String text, Predicate<String> wanted,
            Optional<Senses.Size> size)
            throws NotImportedException {
        String file = path.toString();
        List<Node> twice = new ArrayList<>();
        Node top;
        try {
            top = Json.ANSWERS.read(text, twice);
        } catch (Json.Malformed e) {
            SourceText source = SourceText.ofJson(text);
            String problem = switch (e.kind()) {
                case ENDS -> "this file ends in the middle of its JSON";
                case MORE -> "there is something after the end of the JSON";
                case TOO_LONG -> "something here is longer or deeper than in any profile";
                default -> "this is not JSON";
            };
            throw new NotImportedException(new Diagnostic(file, e.place().map(at -> source.mark(source.span(at))),
                    Diagnostic.Severity.ERROR, problem, "JSON as pyahk saves it: names and texts in double quotes, a"
                            + " comma"
                            + " between fields and none after the last", List.of()));
        }
        if (!PyahkReader.knows(top)) {
            throw SourceFile.wrong(file, "this is JSON, but no profile that is known: it has neither \"skills\" nor"
                    + " \"global\"");
        }
        String name = String.valueOf(path.getFileName()).replaceFirst("(?i)\\.json$", "");
        if (!wanted.test(name)) {
            throw noneOf(file, List.of(name));
        }
        return List.of(PyahkReader.read(name, String.valueOf(path.getFileName()), top, twice, size));
    }

    private static List<ImportedProfile> ini(Path path, String text, Predicate<String> wanted,
            Function<String, String> fileName, Optional<Senses.Size> size) throws NotImportedException {
        String file = path.toString();
        Ini ini = Ini.read(text);
        if (!D3Reader.knows(ini)) {
            throw SourceFile.wrong(file, "this is no file that is known");
        }
        List<ImportedProfile> profiles = new D3Reader(String.valueOf(path.getFileName()), ini, size)
                .read(wanted, fileName);
        if (profiles.isEmpty()) {
            throw noneOf(file, D3Reader.names(ini));
        }
        return profiles;
    }

    private static NotImportedException noneOf(String file, List<String> names) {
        return new NotImportedException(Diagnostic.ofFile(file, "none of its profiles is called so",
                names.isEmpty() ? KNOWN : "one of " + String.join(", ", names), List.of()));
    }
}
