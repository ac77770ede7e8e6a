package dev.fermata.config.imports;

import dev.fermata.config.Node;
import dev.fermata.config.imports.ImportedProfile.Every;
import dev.fermata.config.imports.ImportedProfile.KeptDown;
import dev.fermata.config.imports.ImportedProfile.Lesson;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.imports.ImportedProfile.Played;
import dev.fermata.config.imports.ImportedProfile.Seen;
import dev.fermata.config.imports.ImportedProfile.Trigger;
import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** pyahk's {@code skills}. Confined to one thread. */
final class PyahkSkills {
    private static final int LEAST = 20;
    private static final int DAY = 86_400_000;
    /** It presses again for as long as an icon stays ready; that is the most that a profile can say. */
    private static final int TRIES = 100;
    private static final int ICON = 12;

    private final Draft draft;
    private final List<Remark> remarks;
    /** How often it looks at icons. */
    private final Duration look;
    private final boolean sequence;

    /** @param sequence whether steps are played in a ring, and timed skills are not */
    PyahkSkills(Draft draft, Duration look, boolean sequence) {
        this.draft = draft;
        this.remarks = draft.remarks;
        this.look = look;
        this.sequence = sequence;
    }

    /** Reads all of them. */
    void read(Fields skills) {
        List<String> unused = new ArrayList<>();
        for (String name : skills.names()) {
            Node node = skills.node(name);
            if (!node.isObject()) {
                skills.remark(name, "this is no skill, which has fields in braces; left out");
            } else if (isUnused(name, node)) {
                unused.add(name);
            } else {
                skill(name, node);
            }
        }
        if (!draft.plays()) {
            unused.forEach(name -> skill(name, skills.node(name)));
        } else if (!unused.isEmpty()) {
            skills.remark("", "off and never set up, so left out: " + String.join(", ", unused));
        }
    }

    /** As the program makes them: off, and the key is the number of the place or none. */
    private static boolean isUnused(String name, Node node) {
        String key = node.get("Key").text().strip();
        Node enabled = node.get("Enabled");
        boolean off = !enabled.isThere() || enabled.isFalse() || enabled.number().orElse(1) == 0;
        return off && (key.isEmpty() || name.equals("Skill" + key));
    }

    private void skill(String name, Node node) {
        String ours = draft.skillName(name);
        Fields fields = new Fields("skills." + name, node.key().line(), node.fields(), remarks, "skill " + ours);
        boolean enabled = fields.flag("Enabled", false);
        Lane lane = fields.flag("Priority", false) ? Lane.HIGH : Lane.NORMAL;
        int mode = fields.code("TriggerMode");
        // What the mode has no use for is left over from another one, and says nothing.
        fields.pass("Timer", "CooldownCoordX", "CooldownCoordY", "CooldownSize", "ExecuteCondition", "ConditionCoordX",
                "ConditionCoordY", "ConditionColor", "ColorTolerance", "AltKey");
        if (mode == 2) {
            keptDown(fields, ours, lane, enabled);
        } else if (sequence) {
            if (enabled) {
                fields.remark("", "only the sequence plays there, so this skill is left out: key "
                        + fields.text("Key", "") + ", Timer " + fields.node("Timer").text());
            }
            fields.pass("Key");
        } else {
            played(fields, ours, lane, enabled, mode);
        }
        fields.remarkRest();
    }

    private void keptDown(Fields fields, String name, Lane lane, boolean enabled) {
        Optional<String> keys = keys(fields, "Key");
        Optional<Action> action = keys.flatMap(each -> ActionSyntax.parse(each).action());
        if (action.isEmpty()) {
            return;
        }
        if (action.get() instanceof Action.Tap tap && tap.keys().stream().noneMatch(Key::isWheel)) {
            draft.add(new Played(name, keys.get(), new KeptDown(), lane, enabled, false));
        } else {
            fields.remark("Key", "this cannot be kept down, as TriggerMode 2 wants; left out");
        }
    }

    private Optional<String> keys(Fields fields, String field) {
        String written = fields.text(field, "");
        Optional<String> keys = OtherKeys.sequence(fields, field, written);
        if (keys.isEmpty() && field.equals("Key")) {
            fields.remark("Key", "there is no key to press; the skill is left out");
        }
        return keys;
    }

    private void played(Fields fields, String name, Lane lane, boolean on, int mode) {
        boolean enabled = on;
        if (mode != 0 && mode != 1) {
            fields.remark("TriggerMode", "there is no such mode, so it never plays there; here it is off");
            enabled = false;
        }
        int condition = fields.code("ExecuteCondition");
        if (condition < 0 || condition > 2) {
            fields.remark("ExecuteCondition", "there is no such condition, and it counts as none");
            condition = 0;
        }
        Icon icon = mode == 1 ? icon(fields, name) : new Icon(Optional.empty(), false);
        enabled &= !icon.never();
        Duration every = mode == 1 ? look : Duration.ofMillis(fields.whole("Timer", 1000, LEAST, DAY));
        Skill skill = new Skill(fields, name, lane, enabled, icon.sensor(), every);
        if (condition == 0) {
            keys(fields, "Key").ifPresent(keys -> skill.add(name, keys, Optional.empty(), Optional.empty(), false));
        } else if (condition == 1) {
            buff(skill);
        } else {
            resource(skill);
        }
    }

    /** Only while the test says no. */
    private void buff(Skill skill) {
        Optional<String> keys = keys(skill.fields, "Key");
        if (keys.isEmpty()) {
            return;
        }
        PyahkPixel test = PyahkPixel.read(draft, skill.fields, skill.name);
        boolean never = test.always().equals(Optional.of(true));
        if (never) {
            skill.fields.remark("ExecuteCondition", "a skill that waits for the test to say no never plays there;"
                    + " here it is"
                    + " off");
        }
        skill.add(skill.name, keys.get(), test.always().isPresent() ? Optional.empty() : Optional.of(test.no()),
                Optional.empty(), never);
    }

    /** One key while the test says yes, the other while it says no. */
    private void resource(Skill skill) {
        Fields fields = skill.fields;
        Optional<String> yes = OtherKeys.sequence(fields, "Key", fields.text("Key", ""));
        Optional<String> no = OtherKeys.sequence(fields, "AltKey", fields.text("AltKey", ""));
        if (yes.isEmpty() && no.isEmpty()) {
            fields.remark("Key", "there is no key to press; the skill is left out");
            return;
        }
        PyahkPixel test = PyahkPixel.read(draft, fields, skill.name);
        if (test.always().isPresent()) {
            Optional<String> keys = test.always().get() ? yes : no;
            keys.ifPresentOrElse(each -> skill.add(skill.name, each, Optional.empty(), Optional.empty(), false),
                    () -> fields.remark("ExecuteCondition", "so it has no key to press; left out"));
            return;
        }
        Optional<String> whenYes = Optional.of(test.yes());
        Optional<String> whenNo = Optional.of(test.no());
        if (yes.isPresent()) {
            fields.remark("ExecuteCondition", "there the test has to say yes twice running before Key is pressed,"
                    + " here once");
        }
        if (yes.isEmpty()) {
            skill.add(skill.name, no.get(), whenNo, Optional.empty(), false);
        } else if (skill.icon.isPresent()) {
            fields.remark("ExecuteCondition", "what waits for an icon has no second key, so AltKey is a skill of its"
                    + " own");
            skill.add(skill.name, yes.get(), whenYes, Optional.empty(), false);
            String other = draft.skillName(skill.name + " otherwise");
            no.ifPresent(keys -> skill.add(other, keys, whenNo, Optional.empty(), false));
        } else {
            skill.add(skill.name, yes.get(), whenYes, no, false);
        }
    }

    /** An icon. @param sensor empty where the program takes it for always ready, or never */
    private record Icon(Optional<String> sensor, boolean never) {
    }

    private Icon icon(Fields fields, String name) {
        double x = fields.number("CooldownCoordX", 0, -1e9, 1e9);
        double y = fields.number("CooldownCoordY", 0, -1e9, 1e9);
        double size = fields.number("CooldownSize", ICON, -1e9, 1e9);
        if (x <= 0 || y <= 0) {
            fields.remark("CooldownCoordX", "a place of 0 or less is always ready there, so it is pressed each time"
                    + " that pyahk"
                    + " looks");
            return new Icon(Optional.empty(), false);
        }
        Optional<String> whyNot = Draft.whyNot(Sensor.Kind.ICON, x, y, size, size);
        if (whyNot.isPresent()) {
            fields.remark("CooldownCoordX", whyNot.get() + ", and never ready there; here the skill is off");
            return new Icon(Optional.empty(), true);
        }
        String sensor = draft.sensorName(name);
        draft.add(new Place(sensor, Sensor.Kind.ICON, new Sensor.Region((int) x, (int) y, (int) size, (int) size),
                Optional.empty(), List.of(new Lesson("--ready", "while " + name + " is ready"))));
        return new Icon(Optional.of(sensor), false);
    }

    /** A skill of which is known when it is looked at. */
    private final class Skill {
        private final Fields fields;
        private final String name;
        private final Lane lane;
        private final boolean enabled;
        private final Optional<String> icon;
        private final Duration every;

        Skill(Fields fields, String name, Lane lane, boolean enabled, Optional<String> icon, Duration every) {
            this.fields = fields;
            this.name = name;
            this.lane = lane;
            this.enabled = enabled;
            this.icon = icon;
            this.every = every;
        }

        void add(String as, String keys, Optional<String> when, Optional<String> elseKeys, boolean off) {
            Trigger trigger = icon.isEmpty() ? new Every(every, when, elseKeys, false)
                    : new Seen(icon.get() + " ready" + when.map(each -> " and " + each).orElse(""), every,
                            OptionalInt.of(TRIES));
            draft.add(new Played(as, keys, trigger, lane, enabled && !off, false));
        }
    }
}
