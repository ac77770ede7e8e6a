package dev.fermata.config.profile;

import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Printable;
import dev.fermata.model.ResumePolicy;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlParseResult;

/**
 * Reads a profile: text to a complete {@link Profile}, or to every problem it has in one go. Never
 * throws because of what a file contains. Stateless, so safe from any thread. The rules are those of
 * the design's section "Profiles"; {@code docs/profiles.md} words them for players.
 */
public final class ProfileReader {
    /** The only value of {@code schema} this version reads. */
    public static final int SCHEMA = 1;

    private static final String A_PROFILE =
            "a profile; begin with schema = 1 and a [[skill]], see docs/profiles.md";

    private final String file;
    private final Problems problems;

    private ProfileReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file. That it does not exist, is a folder, is too large or is not UTF-8 text are
     * problems like any other; messages name it as {@code path} does.
     */
    public static ProfileResult read(Path path) {
        return read(load(path));
    }

    /** Reads what a file held; the same as reading the file, had it not changed since. */
    public static ProfileResult read(ProfileText file) {
        return file.problem().isPresent()
                ? ProfileResult.failed(file.problem().get())
                : parse(file.path().toString(), file.text().orElseThrow(), Optional.of(file.path()));
    }

    /**
     * Takes the text of a file without reading what it means. Bounded in time and memory whatever the path
     * names, as far as the file system answers.
     */
    public static ProfileText load(Path path) {
        return ProfileFile.load(path);
    }

    /**
     * Reads a text.
     *
     * @param fileName what messages call it; also the profile's name when the text has none
     */
    public static ProfileResult parse(String fileName, String text) {
        return parse(fileName, text, Optional.empty());
    }

    private static ProfileResult parse(String fileName, String written, Optional<Path> path) {
        if (written.length() > ProfileFile.MAX_BYTES) {
            return ProfileResult.failed(ProfileFile.tooLarge(fileName));
        }
        // Windows editors put a byte order mark first; it is no part of the text.
        String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
        SourceText source = new SourceText(text);
        Problems problems = new Problems(fileName, source, false);
        if (text.isBlank()) {
            problems.error(Span.START, "this file is empty", A_PROFILE);
            return new ProfileResult(Optional.empty(), problems.sorted());
        }
        if (text.indexOf('\0') >= 0) {
            problems.error(Span.START, "this is not a text file", ProfileFile.SAVE_AS_UTF_8);
            return new ProfileResult(Optional.empty(), problems.sorted());
        }
        if (controlCharacters(source, problems)) {
            return new ProfileResult(Optional.empty(), problems.sorted());
        }
        TomlParseResult toml = source.parserText().parse();
        if (toml.isEmpty() && !toml.hasErrors()) {
            problems.error(Span.START, "this file has nothing in it but comments", A_PROFILE);
            return new ProfileResult(Optional.empty(), problems.sorted());
        }
        if (toml.hasErrors()) {
            problems = new Problems(fileName, source, true);
            if (SyntaxErrors.report(toml.errors(), problems, TomlWording.PROFILE)) {
                return new ProfileResult(Optional.empty(), problems.sorted());
            }
        }
        Optional<Profile> profile = new ProfileReader(fileName, problems).profile(toml, path);
        return new ProfileResult(problems.hasErrors() ? Optional.empty() : profile, problems.sorted());
    }

    private Optional<Profile> profile(TomlParseResult toml, Optional<Path> path) {
        if (hasOtherSchema(toml)) {
            return Optional.empty();
        }
        TableReader top = new TableReader(toml, Section.TOP, Span.START, problems);
        if (!top.has(Field.SCHEMA)) {
            top.missing(Field.SCHEMA, "the line schema = 1 is missing at the top of the file");
        }
        top.whole(Field.SCHEMA);
        String name = top.text(Field.NAME)
                .flatMap(text -> Names.check(text, Field.NAME, Names.MAX_NAME, problems))
                .orElseGet(() -> baseName(file));
        String description = top.textOrBlank(Field.DESCRIPTION)
                .flatMap(text -> Names.check(text, Field.DESCRIPTION, Names.MAX_DESCRIPTION, problems))
                .orElse("");
        Map<Command, HotkeyReader.Found> hotkeys =
                new HotkeyReader(problems).read(top.table(Field.HOTKEYS, Section.HOTKEYS));
        Profile.Priority priority = new PriorityReader(problems)
                .read(top.table(Field.PRIORITY, Section.PRIORITY), hotkeys.values());
        ResumePolicy resume = top.table(Field.SCHEDULER, Section.SCHEDULER)
                .flatMap(table -> table.choice(Field.SCHEDULER_RESUME, ResumePolicy.class))
                .orElse(ResumePolicy.REMAINING);
        Profile.Dispatch dispatch = top.table(Field.DISPATCH, Section.DISPATCH)
                .map(ProfileReader::dispatch)
                .orElse(Profile.Dispatch.DEFAULTS);

        SkillReader reader = new SkillReader(problems, dispatch, resume);
        List<SkillReader.Found> skills = reader.skills(top.tables(Field.SKILL, Section.SKILL));
        Optional<TableReader> rotationTable = top.table(Field.ROTATION, Section.ROTATION);
        Optional<Rotation> rotation = rotationTable.flatMap(reader::rotation);
        checkRotation(rotationTable, skills);
        checkSomethingPlays(top, skills);
        return Optional.of(new Profile(name, description, path, hotkeysOf(hotkeys), priority, resume, dispatch,
                skills.stream().flatMap(found -> found.skill().stream()).toList(), rotation));
    }

    /** TOML forbids them even in comments, and they would only confuse what else is reported. */
    private static boolean controlCharacters(SourceText source, Problems problems) {
        for (int line = 1; line <= source.lineCount(); line++) {
            int[] characters = source.line(line).codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                if (characters[i] != '\t' && Character.isISOControl(characters[i]) && characters[i] < 0x80) {
                    problems.error(new Span(line, i + 1, 1), "this is an invisible control character",
                            "only characters that can be seen; delete it");
                }
            }
        }
        return problems.hasErrors();
    }

    /** Another schema may mean anything by the rest, so nothing else is reported then. */
    private boolean hasOtherSchema(TomlParseResult toml) {
        Problems onlySchema = new Problems(file, problems.source(), true);
        TableReader top = new TableReader(toml, Section.TOP, Span.START, onlySchema);
        Optional<Long> schema = top.whole(Field.SCHEMA).filter(number -> number != SCHEMA);
        schema.ifPresent(number -> problems.error(top.valueSpan(Field.SCHEMA),
                "this profile has schema " + number + ", but this version of Fermata reads schema " + SCHEMA,
                number > SCHEMA ? "schema = 1, or a newer Fermata" : "schema = 1"));
        return schema.isPresent();
    }

    private static Profile.Dispatch dispatch(TableReader table) {
        Profile.Dispatch otherwise = Profile.Dispatch.DEFAULTS;
        return new Profile.Dispatch(
                table.duration(Field.KEY_PRESS).orElse(otherwise.keyPress()),
                table.duration(Field.MIN_GAP).orElse(otherwise.minGap()),
                table.duration(Field.STARVATION_LIMIT).orElse(otherwise.starvationLimit()),
                table.whole(Field.LANE_CAPACITY, 1, 10_000, otherwise.laneCapacity()));
    }

    /** A rotation takes the place of the timed skills; hold skills go with it. */
    private void checkRotation(Optional<TableReader> rotation, List<SkillReader.Found> skills) {
        if (rotation.isEmpty()) {
            return;
        }
        for (SkillReader.Found found : skills) {
            if (found.timed()) {
                problems.error(found.at(), "a timed skill cannot be used together with [rotation] (line "
                        + rotation.get().header().line() + ")",
                        "either [rotation] or timed skills; only skills with mode = \"hold\" go with a rotation");
            } else if (found.skill().map(skill -> skill.name().equals(Rotation.NAME)).orElse(false)) {
                problems.error(found.at(), "a skill next to [rotation] cannot be called '" + Rotation.NAME + "'",
                        "another name; events use this one for the rotation");
            }
        }
    }

    private void checkSomethingPlays(TableReader top, List<SkillReader.Found> skills) {
        if (top.has(Field.ROTATION)) {
            return;
        }
        if (!top.has(Field.SKILL) || skills.isEmpty() && !problems.hasErrors()) {
            problems.missing(Span.START, "this profile has nothing to play",
                    "at least one [[skill]] with name, keys and every, or a [rotation]");
        } else if (!skills.isEmpty() && skills.stream().allMatch(SkillReader.Found::disabled)) {
            problems.warning(skills.get(0).at(), "no skill of this profile is enabled", "");
        }
    }

    private static Map<Command, Hotkey> hotkeysOf(Map<Command, HotkeyReader.Found> found) {
        Map<Command, Hotkey> hotkeys = new EnumMap<>(Command.class);
        found.forEach((command, hotkey) -> hotkeys.put(command, hotkey.hotkey()));
        return hotkeys;
    }

    private static String baseName(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return Printable.line(name.endsWith(".toml") ? name.substring(0, name.length() - ".toml".length()) : name);
    }
}
