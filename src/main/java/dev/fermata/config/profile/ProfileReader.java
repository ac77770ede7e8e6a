package dev.fermata.config.profile;

import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.TomlReader;
import dev.fermata.config.TomlWording;
import dev.fermata.config.Wording;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Printable;
import dev.fermata.model.ResumePolicy;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    private static final TomlWording WORDING = new TomlWording(
            "name = \"Fire bolt\"", "[[skill]]", "[priority] or [[skill]]",
            "one table with all its fields; only [[skill]] can be repeated",
            "each field once; a further skill begins with its own [[skill]] line",
            "a profile needs no more than three", ProfileSchema::all);

    private final String file;
    private final boolean advises;
    private final Problems problems;
    private final Wording wording;

    private ProfileReader(String file, boolean advises, Problems problems) {
        this.file = file;
        this.advises = advises;
        this.problems = problems;
        this.wording = new ProfileWording(problems);
    }

    /**
     * Reads a file. That it does not exist, is a folder, is too large or is not UTF-8 text are
     * problems like any other; messages name it as {@code path} does.
     */
    public static ProfileResult read(Path path) {
        return read(load(path));
    }

    /** Reads what was in a file; the same as reading the file, had it not changed since. */
    public static ProfileResult read(ProfileText file) {
        return read(file, false);
    }

    /** As {@link #read(Path)}, and warns of what can be played but is hardly wanted. */
    public static ProfileResult check(Path path) {
        return read(load(path), true);
    }

    /**
     * Reads a stream to its end, and warns as {@link #check(Path)}.
     *
     * @param name what messages call it
     */
    public static ProfileResult check(String name, InputStream in) {
        return read(Bases.load(ProfileFile.load(Path.of(name), in)), true);
    }

    /** As {@link #check(Path)}, had the file that text. */
    public static ProfileResult check(Path file, String text) {
        return read(Bases.load(ProfileText.of(file, text)), true);
    }

    private static ProfileResult read(ProfileText file, boolean advises) {
        return file.problem().isPresent()
                ? ProfileResult.failed(file.problem().get())
                : parse(file.path().toString(), file.text().orElseThrow(), Optional.of(file), advises);
    }

    /**
     * Takes the text of a file, and of those that it extends, without reading what they mean. Bounded in time and
     * memory whatever the path names, as far as the file system answers.
     */
    public static ProfileText load(Path path) {
        return Bases.load(ProfileFile.load(path));
    }

    /**
     * Reads a text.
     *
     * @param fileName what messages call it; also the profile's name when the text has none
     */
    public static ProfileResult parse(String fileName, String text) {
        return parse(fileName, text, Optional.empty(), false);
    }

    /** As {@link #parse}, and warns as {@link #check(Path)}. */
    public static ProfileResult check(String fileName, String text) {
        return parse(fileName, text, Optional.empty(), true);
    }

    private static ProfileResult parse(String fileName, String written, Optional<ProfileText> file, boolean advises) {
        if (written.length() > ProfileFile.MAX_BYTES) {
            return ProfileResult.failed(ProfileFile.tooLarge(fileName));
        }
        List<ProfileText> bases = file.map(ProfileText::bases).orElse(List.of());
        List<Problems.Text> texts = new ArrayList<>(List.of(new Problems.Text(fileName, withoutMark(written))));
        bases.forEach(base -> base.text().ifPresent(text ->
                texts.add(new Problems.Text(base.path().toString(), withoutMark(text)))));
        Problems problems = new Problems(texts);
        Optional<Profile> profile = problems.readEach(ProfileReader::tree).flatMap(trees -> {
            Bases.check(trees, bases, file.isPresent(), problems);
            return new ProfileReader(fileName, advises, problems).profile(trees, file);
        });
        return new ProfileResult(problems.hasErrors() ? Optional.empty() : profile, problems.sorted());
    }

    /** Windows editors put a byte order mark first; it is no part of the text. */
    private static String withoutMark(String written) {
        return written.startsWith("\uFEFF") ? written.substring(1) : written;
    }

    /** What a text says, whatever it means; empty when nothing of it can be trusted. */
    static Optional<Node> tree(String text, Problems problems) {
        return isText(text, problems) ? TomlReader.read(problems, WORDING) : Optional.empty();
    }

    private static boolean isText(String text, Problems problems) {
        if (text.isBlank()) {
            problems.error(Span.START, "this file is empty", A_PROFILE);
        } else if (text.indexOf('\0') >= 0) {
            problems.error(Span.START, "this is not a text file", ProfileFile.SAVE_AS_UTF_8);
        } else {
            controlCharacters(problems);
        }
        return !problems.hasErrors();
    }

    /** @param trees of the file and of those that it extends */
    private Optional<Profile> profile(List<Node> trees, Optional<ProfileText> written) {
        if (trees.get(0).fields().isEmpty() && !problems.hasErrors()) {
            problems.error(Span.START, "this file has nothing in it but comments", A_PROFILE);
            return Optional.empty();
        }
        if (trees.stream().anyMatch(this::hasOtherSchema)) {
            return Optional.empty();
        }
        Table top = new Table(Bases.merge(trees), ProfileSchema.TOP_TABLE, wording);
        top.find(ProfileSchema.SCHEMA);
        top.find(ProfileSchema.EXTENDS);
        String name = top.find(ProfileSchema.NAME).orElseGet(() -> baseName(file));
        String description = top.find(ProfileSchema.DESCRIPTION).orElse("");
        HotkeyReader hotkeyReader = new HotkeyReader(problems);
        Map<Command, HotkeyReader.Found> hotkeys =
                hotkeyReader.read(top.table(ProfileSchema.HOTKEYS, ProfileSchema.HOTKEYS_TABLE));
        PriorityReader silencers = new PriorityReader(problems, wording);
        Profile.Priority priority = silencers
                .read(top.table(ProfileSchema.PRIORITY, ProfileSchema.PRIORITY_TABLE), hotkeys.values());
        ResumePolicy resume = top.table(ProfileSchema.SCHEDULER, ProfileSchema.SCHEDULER_TABLE)
                .get(ProfileSchema.SCHEDULER_RESUME);
        Profile.Dispatch dispatch = dispatch(top.table(ProfileSchema.DISPATCH, ProfileSchema.DISPATCH_TABLE));

        LateReaders late = new LateReaders(problems, wording);
        Optional<GameWindow> window = late.window(top, hotkeys.values(), priority.managed().keySet());
        Senses senses = late.senses(top, advises && written.isPresent());
        SkillReader reader = new SkillReader(problems, wording, dispatch, resume, late);
        List<SkillReader.Found> skills = reader.skills(top.find(ProfileSchema.SKILL).orElse(List.of()));
        Optional<Node> ring = top.find(ProfileSchema.ROTATION);
        Optional<Rotation> rotation = ring.flatMap(node ->
                reader.rotation(new Table(node, ProfileSchema.ROTATION_TABLE, wording)));
        ring.ifPresent(node -> checkRotation(node, skills));
        checkSomethingPlays(top, skills);
        List<CallOut> callOuts = late.callOuts(top, reader.names(ring.isPresent()));
        List<VoiceCommand> voiceCommands = late.voiceCommands(top);
        Viewers viewers = late.viewers(top, dispatch, hotkeys.values(), silencers.places(), priority.managed());
        hotkeyReader.checkSkills(hotkeys.values(), reader.names(ring.isPresent()));
        if (advises && !problems.hasErrors()) {
            late.advise();
            Span header = top.has(ProfileSchema.PRIORITY)
                    ? problems.source().span(top.name(ProfileSchema.PRIORITY)) : Span.START;
            new FootGuns(problems, dispatch).warn(
                    Stream.concat(reader.played().stream(), late.played().stream()).toList(), hotkeys.values(),
                    silencers.places(), late.chatKeys(), header);
        }
        return Optional.of(new Profile(name, description, written, hotkeysOf(hotkeys), hotkeyReader.consumed(),
                hotkeyReader.oneKey(), priority, resume, dispatch,
                skills.stream().flatMap(found -> found.skill().stream()).toList(), rotation, window, senses,
                callOuts, late.takeFiles(), voiceCommands, viewers));
    }

    /** TOML forbids them even in comments, and they would only confuse what else is reported. */
    private static void controlCharacters(Problems problems) {
        SourceText source = problems.source();
        for (int line = 1; line <= source.lineCount(); line++) {
            int[] characters = source.line(line).codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                if (characters[i] != '\t' && Character.isISOControl(characters[i]) && characters[i] < 0x80) {
                    problems.error(new Span(line, i + 1, 1), "this is an invisible control character",
                            "only characters that can be seen; delete it");
                }
            }
        }
    }

    /** Another schema may mean anything by the rest, so nothing else is reported then. */
    private boolean hasOtherSchema(Node toml) {
        Node schema = toml.get(ProfileSchema.SCHEMA.name());
        boolean other = schema.whole().isPresent() && schema.whole().getAsLong() != SCHEMA;
        if (other) {
            problems.error(problems.source().span(schema),
                    "this profile has schema " + schema.text() + ", but this version of Fermata reads schema " + SCHEMA,
                    schema.whole().getAsLong() > SCHEMA ? "schema = 1, or a newer Fermata" : "schema = 1");
        }
        return other;
    }

    private static Profile.Dispatch dispatch(Table table) {
        return new Profile.Dispatch(table.get(ProfileSchema.KEY_PRESS), table.get(ProfileSchema.MIN_GAP),
                table.get(ProfileSchema.STARVATION_LIMIT), table.get(ProfileSchema.LANE_CAPACITY).intValue());
    }

    /** A rotation takes the place of the timed skills; kept-down skills go with it. */
    private void checkRotation(Node rotation, List<SkillReader.Found> skills) {
        for (SkillReader.Found found : skills) {
            if (found.timed()) {
                problems.error(found.at(), "a timed skill cannot be used together with [rotation] ("
                        + problems.where(problems.source().span(rotation)) + ")",
                        "either [rotation] or timed skills; only skills with mode = \"hold\" go with a rotation");
            } else if (found.skill().map(skill -> skill.name().equals(Rotation.NAME)).orElse(false)) {
                problems.error(found.at(), "a skill next to [rotation] cannot be called '" + Rotation.NAME + "'",
                        "another name; events use this one for the rotation");
            }
        }
    }

    private void checkSomethingPlays(Table top, List<SkillReader.Found> skills) {
        if (top.has(ProfileSchema.ROTATION) || !top.has(ProfileSchema.SKILL)
                && (top.has(ProfileSchema.VOICE) || top.has(ProfileSchema.VIEWER))) {
            return;
        }
        if (!top.has(ProfileSchema.SKILL) || skills.isEmpty() && !problems.hasErrors()) {
            problems.missing(Span.START, "this profile has nothing to play",
                    "at least one [[skill]] with name, keys and every, or a [rotation]");
        } else if (!skills.isEmpty() && skills.stream().allMatch(SkillReader.Found::disabled)) {
            problems.warning(skills.get(0).at(), "no skill of this profile is enabled", "");
        }
    }

    private static Map<Command, Hotkey> hotkeysOf(Map<Command, HotkeyReader.Found> found) {
        Map<Command, Hotkey> hotkeys = new LinkedHashMap<>();
        found.forEach((command, hotkey) -> hotkeys.put(command, hotkey.hotkey()));
        return hotkeys;
    }

    private static String baseName(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return Printable.line(name.endsWith(".toml") ? name.substring(0, name.length() - ".toml".length()) : name);
    }
}
