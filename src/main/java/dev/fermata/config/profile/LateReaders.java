package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Wording;
import dev.fermata.model.Action;
import dev.fermata.model.ConditionSyntax;
import dev.fermata.model.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what few profiles have. What reads it is made, and loaded, when a profile has something for it; null until
 * then. Confined to one thread.
 */
final class LateReaders {
    private final Problems problems;
    private final Wording wording;
    private final Map<Key, Span> chatKeys = new EnumMap<>(Key.class);
    private SensorReader sensors;
    private ConditionReader conditions;
    private TakeReader takes;
    private CallOutReader callOuts;
    private VoiceReader voice;
    private ViewerReader viewers;

    LateReaders(Problems problems, Wording wording) {
        this.problems = problems;
        this.wording = wording;
    }

    /** The game's window. @param managed the managed keys */
    Optional<GameWindow> window(Table top, Collection<HotkeyReader.Found> hotkeys, Set<Key> managed) {
        if (!top.has(ProfileSchema.WINDOW)) {
            return Optional.empty();
        }
        WindowReader reader = new WindowReader(problems, wording, chatKeys);
        return top.find(ProfileSchema.WINDOW).map(node -> reader.read(node, hotkeys, managed));
    }

    /** The keys that open or close the chat, and where each is written. */
    Map<Key, Span> chatKeys() {
        return chatKeys;
    }

    /** What is looked at; before anything that has conditions. */
    Senses senses(Table top, boolean advises) {
        if (!top.has(ProfileSchema.SCREEN) && !top.has(ProfileSchema.SENSOR)) {
            return Senses.NONE;
        }
        sensors = new SensorReader(problems, wording);
        return sensors.read(top.table(ProfileSchema.SCREEN, SenseSchema.SCREEN_TABLE),
                top.find(ProfileSchema.SENSOR).orElse(List.of()), advises);
    }

    private Map<String, Optional<Sensor.Kind>> kinds() {
        return sensors == null ? Map.of() : sensors.kinds();
    }

    private ConditionReader conditions() {
        if (conditions == null) {
            conditions = new ConditionReader(kinds());
        }
        return conditions;
    }

    /** A condition of a table that has it or not. */
    Optional<ConditionReader.Found> condition(Table table, Field<ConditionSyntax.Parsed> field) {
        return table.has(field) ? conditions().read(table, field) : Optional.empty();
    }

    private TakeReader takes() {
        if (takes == null) {
            takes = new TakeReader(problems);
        }
        return takes;
    }

    /** The take of a field that is there; empty where it is none, which is told. */
    Optional<Action> take(Table table, Field<String> field) {
        return takes().read(table, field);
    }

    /** The files of takes that are named, whether they could be read or not. */
    List<Path> takeFiles() {
        return takes == null ? List.of() : takes.files();
    }

    /** What is said of itself. @param skills the names of what is played */
    List<CallOut> callOuts(Table top, Collection<String> skills) {
        if (!top.has(ProfileSchema.SAY)) {
            return List.of();
        }
        callOuts = new CallOutReader(problems, wording, conditions(), kinds(), skills);
        return callOuts.read(top.find(ProfileSchema.SAY).orElse(List.of()));
    }

    /** What the player can say. */
    List<VoiceCommand> voiceCommands(Table top) {
        if (!top.has(ProfileSchema.VOICE)) {
            return List.of();
        }
        voice = new VoiceReader(problems, wording, takes());
        return voice.read(top.find(ProfileSchema.VOICE).orElse(List.of()));
    }

    /** What viewers may have played; after the window. @param managed how managed keys are sent */
    Viewers viewers(Table top, Profile.Dispatch dispatch, Collection<HotkeyReader.Found> hotkeys,
            Map<Key, Span> priorityKeys, Map<Key, Profile.Managed> managed) {
        if (!top.has(ProfileSchema.VIEWERS) && !top.has(ProfileSchema.VIEWER)) {
            return Viewers.NONE;
        }
        viewers = new ViewerReader(problems, wording, takes(), dispatch,
                ViewerReader.taken(problems, hotkeys, priorityKeys, managed, chatKeys));
        Table table = top.table(ProfileSchema.VIEWERS, ViewerSchema.VIEWERS_TABLE);
        return viewers.read(table, top.find(ProfileSchema.VIEWER).orElse(List.of()));
    }

    /** What voice commands and viewers play, as far as they were read. */
    List<FootGuns.Played> played() {
        List<FootGuns.Played> all = new ArrayList<>(voice == null ? List.of() : voice.played());
        all.addAll(viewers == null ? List.of() : viewers.played());
        return all;
    }

    /** Warns of what is hardly wanted. */
    void advise() {
        if (sensors != null) {
            sensors.adviseToUse(conditions == null ? Set.of() : conditions.mentioned());
        }
        if (callOuts != null) {
            callOuts.advise();
        }
        if (voice != null) {
            voice.advise();
        }
        if (viewers != null) {
            viewers.advise();
        }
    }
}
