package dev.fermata.config.imports;

import dev.fermata.config.imports.ImportedProfile.Window;
import dev.fermata.config.profile.Senses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file of D3keyHelper: what counts for all in {@code [General]}, and one section for each profile. Confined
 * to one thread.
 */
final class D3Reader {
    /** What nothing is known of the window's size; every window that is as wide for its height has the same places. */
    static final Senses.Size USUAL = new Senses.Size(1920, 1080);

    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{3,5})\\s*[xX]\\s*(\\d{3,5})\\s*");
    private static final Pattern SKILL =
            Pattern.compile("(skill|action|interval|delay|random|repeat|repeatinterval|priority)_[1-6]");
    private static final String[] BUTTONS = {"", "", "mouse_middle", "wheel_up", "wheel_down", "mouse_back",
        "mouse_forward"};
    private static final String[] HELPERS = {"oldsandhelperhk", "oldsandhelpermethod", "enablegamblehelper",
        "gamblehelpertimes", "enablesalvagehelper", "salvagehelpermethod", "reforgehelpermethod", "enablereforgehelper",
        "enableconverthelper", "enableupgradehelper", "enableabandonhelper", "enableloothelper", "loothelpertimes",
        "helperspeed", "helpermousespeed", "helperanimationdelay", "maxreforge", "safezone"};
    private static final String[] OWN = {"version", "activatedprofile", "compactmode", "sendmode", "enablesoundplay"};

    private final String file;
    private final Ini ini;
    private final Optional<Senses.Size> size;

    /** @param size of the game's window, where the user has said it */
    D3Reader(String file, Ini ini, Optional<Senses.Size> size) {
        this.file = file;
        this.ini = ini;
        this.size = size;
    }

    /** Whether it is one. */
    static boolean knows(Ini ini) {
        return ini.sections().stream().anyMatch(section ->
                section.fields().keySet().stream().anyMatch(name -> SKILL.matcher(name).matches()));
    }

    /** The names of its profiles. */
    static List<String> names(Ini ini) {
        return profiles(ini).stream().map(Ini.Section::name).toList();
    }

    private static List<Ini.Section> profiles(Ini ini) {
        return ini.sections().stream().filter(section -> !section.name().equalsIgnoreCase("General")).toList();
    }

    /**
     * Reads the profiles.
     *
     * @param wanted which of them by name
     * @param fileName what a profile is called as a file, for hotkeys that play it
     */
    List<ImportedProfile> read(Predicate<String> wanted, Function<String, String> fileName) {
        List<ImportedProfile> profiles = new ArrayList<>();
        List<Ini.Section> sections = profiles(ini).stream().filter(each -> wanted.test(each.name())).toList();
        // In their order, for of two that are alike the first has the plain name.
        Map<String, String> files = new LinkedHashMap<>();
        sections.forEach(each -> files.put(each.name(), fileName.apply(each.name())));
        for (Ini.Section section : sections) {
            profiles.add(profile(section, sections, files));
        }
        return profiles;
    }

    private ImportedProfile profile(Ini.Section section, List<Ini.Section> others, Map<String, String> files) {
        Draft draft = new Draft();
        ini.remarks().stream().filter(each -> !each.field().contains(".")
                || each.field().startsWith(section.name() + ".")
                || each.field().startsWith("General.")).forEach(draft.remarks::add);
        Ini.Section shared = ini.sections().stream().filter(each -> each.name().equalsIgnoreCase("General")).findFirst()
                .orElse(new Ini.Section("General", 1, new LinkedHashMap<>()));
        Fields general = new Fields("General", shared.line(), shared.fields(), draft.remarks, "");
        Fields profile = new Fields(section.name(), section.line(), section.fields(), draft.remarks, "");
        boolean games = general.flag("d3only", true);
        if (games) {
            draft.window = Optional.of(new Window(Optional.of("D3 Main Window"
                    + " Class"), Optional.empty(), Optional.empty()));
        }
        hotkeys(draft, general, profile, others, section, files);
        int lazy = profile.choice("lazymode", 1, 3);
        new D3Skills(draft, general, profile, windowSize(general), lazy != 3).read();
        new D3Pauses(draft, general, profile).read(games, lazy);
        about(general);
        general.remarkRest();
        profile.remarkRest();
        return draft.finish(section.name(), "Imported from " + file + ", a file of D3keyHelper");
    }

    private Senses.Size windowSize(Fields general) {
        String written = general.about("screen").text("gameresolution", "Auto");
        Matcher matcher = SIZE.matcher(written);
        Optional<Senses.Size> own = matcher.matches() ? Optional.of(new Senses.Size(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                .filter(each -> each.width() <= 32_767 && each.height() <= 32_767 && each.height() >= 64)
                : Optional.empty();
        if (own.isEmpty() && !written.equalsIgnoreCase("Auto")) {
            general.remark("gameresolution", "this is no size such as 1920x1080; taken as Auto");
        }
        general.about("");
        return own.or(() -> size).orElse(USUAL);
    }

    private void hotkeys(Draft draft, Fields general, Fields profile, List<Ini.Section> others, Ini.Section self,
            Map<String, String> files) {
        general.about("hotkeys");
        int method = general.choice("startmethod", 7, 7);
        String key = general.text("starthotkey", "F2");
        String[] buttons = {"", "mouse_right", "mouse_middle", "wheel_up", "wheel_down", "mouse_back", "mouse_forward"};
        draft.oneKey = true;
        if (method < 7) {
            if (buttons[method].startsWith("wheel")) {
                general.remark("startmethod", "a step of the wheel cannot be a hotkey here; F9 starts and pauses");
            } else {
                draft.toggle = Optional.of(buttons[method]);
            }
        } else {
            draft.toggle = hotkey(general, "starthotkey", key);
        }
        general.about("");
        // A hotkey is read in every profile, so that each has those of the others.
        for (Ini.Section other : others) {
            Fields fields = other == self ? profile : new Fields(other.name(), other.line(), other.fields(),
                    new ArrayList<>(), "");
            fields.about("hotkeys");
            int how = fields.choice("profilehkmethod", 1, 7);
            String keys = fields.text("profilehkkey", "");
            Optional<String> hotkey = how == 1 || how == 7 && keys.isEmpty() ? Optional.empty()
                    : how == 7 ? hotkey(fields, "profilehkkey", keys) : Optional.of(BUTTONS[how]);
            if (hotkey.filter(each -> each.startsWith("wheel")).isPresent()) {
                fields.remark("profilehkmethod", "a step of the wheel cannot be a hotkey here, so none plays this"
                        + " profile");
            } else if (hotkey.isPresent() && other != self
                    && draft.uses.putIfAbsent(hotkey.get(), files.get(other.name())) != null) {
                profile.about("hotkeys").remark("profilehkkey", "the keys of '" + other.name()
                        + "' play another profile already; left out");
            }
            if (other == self && hotkey.isPresent() && !fields.flag("autostartmarco", false)) {
                fields.remark("autostartmarco", "the macro stops there when this profile is chosen; here what runs"
                        + " goes on with"
                        + " it");
            }
            fields.about("");
        }
        profile.pass("profilehkmethod", "profilehkkey", "autostartmarco");
    }

    private static Optional<String> hotkey(Fields fields, String field, String written) {
        Optional<String> hotkey = OtherKeys.withSigns(written).filter(each -> !each.contains("wheel"));
        if (hotkey.isEmpty()) {
            fields.remark(field, "'" + written + "' is no key that can be a hotkey here; left out");
        }
        return hotkey;
    }

    private static void about(Fields general) {
        Map<String, String[]> kinds = new LinkedHashMap<>();
        kinds.put("the helpers for the bag, trade and loot are not imported: Fermata plays skills", HELPERS);
        kinds.put("about D3keyHelper itself, so left out", OWN);
        kinds.forEach((text, names) -> {
            List<String> there = List.of(names).stream().filter(general::has).toList();
            if (!there.isEmpty()) {
                general.remark("", text + ": " + String.join(", ", there));
            }
            general.pass(names);
        });
        general.pass("runonstart", "gamegamma", "buffpercent");
    }
}
