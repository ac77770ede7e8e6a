package dev.fermata.config.imports;

import dev.fermata.config.imports.ImportedProfile.Every;
import dev.fermata.config.imports.ImportedProfile.KeptDown;
import dev.fermata.config.imports.ImportedProfile.Played;
import dev.fermata.config.imports.ImportedProfile.Seen;
import dev.fermata.config.imports.ImportedProfile.Trigger;
import dev.fermata.config.profile.Senses;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The six skills of a profile of D3keyHelper, and what it presses for moving and potions. Confined to one thread. */
final class D3Skills {
    private static final int SKILLS = 6;
    private static final int OFF = 1;
    private static final int KEPT_DOWN = 2;
    private static final int REPEATED = 3;
    private static final int KEEP_BUFF = 4;
    /** A shorter delay is none there. */
    private static final int LEAST_DELAY = 20;
    /** How long a press is here if nothing else is said. */
    private static final int KEY_PRESS = 25;
    /** How long AutoHotkey waits between two presses if nothing else is said. */
    private static final int KEY_DELAY = 10;
    /** With delays in between a sequence has no more steps. */
    private static final int MOST_REPEATS = 100;

    private final Draft draft;
    private final Fields general;
    private final Fields profile;
    private final D3Screen screen;
    /** Whether anything is played at all. */
    private final boolean plays;
    private final int[] actions = new int[SKILLS + 1];
    private final double[] priorities = new double[SKILLS + 1];
    private final D3Screen.Buff[] buffs = new D3Screen.Buff[SKILLS + 1];
    /** A skill that waits in a sequence keeps its lane busy; so each that does has one of its own. */
    private final Deque<Lane> lanes = new ArrayDeque<>(List.of(Lane.LOW, Lane.HIGH));
    private boolean atStart;
    private boolean queue;
    private boolean standsStill;
    /** How long a press takes with the pause behind it, in milliseconds. */
    private int press;
    private String standKey = "";
    private String standHotkey = "";

    D3Skills(Draft draft, Fields general, Fields profile, Senses.Size size, boolean plays) {
        this.draft = draft;
        this.general = general;
        this.profile = profile;
        this.plays = plays;
        this.screen = new D3Screen(draft, general, size);
    }

    void read() {
        atStart = general.flag("runonstart", true);
        standHotkey = key(general, "customstandinghk", "LShift", "left_shift");
        standKey = general.flag("customstanding", false) ? standHotkey : "left_shift";
        queue();
        int moving = profile.choice("movingmethod", 1, 4);
        // What is down already is not pressed once more.
        standsStill = moving == 2 && standHotkey.equals(standKey);
        for (int number = 1; number <= SKILLS; number++) {
            about(number);
            actions[number] = profile.choice("action_" + number, OFF, 4);
            priorities[number] = profile.number("priority_" + number, 1, -1e9, 1e9);
        }
        if (actions[SKILLS] != OFF && draft.toggle.equals(Optional.of("mouse_right"))) {
            about(SKILLS);
            profile.remark("action_6", "the right button starts and pauses, so it is off as a skill, as there");
            actions[SKILLS] = OFF;
        }
        for (int number = 1; number <= SKILLS; number++) {
            if (actions[number] == KEEP_BUFF) {
                about(number);
                buffs[number] = screen.buff(number, profile);
            }
        }
        List<Integer> off = new ArrayList<>();
        for (int number = 1; number <= SKILLS; number++) {
            if (actions[number] == OFF) {
                off.add(number);
            } else {
                skill(number, plays);
            }
        }
        moving(moving);
        potion();
        if (!draft.plays()) {
            off.forEach(number -> skill(number, false));
        } else if (!off.isEmpty()) {
            profile.about("").remark("", "off, so left out: " + off.stream().map(D3Skills::name)
                    .collect(Collectors.joining(", ")));
        }
        IntStream.rangeClosed(1, SKILLS).forEach(number -> profile.pass("skill_" + number, "interval_" + number,
                "delay_" + number, "random_" + number, "repeat_" + number, "repeatinterval_" + number));
        profile.about("");
    }

    private static String name(int number) {
        return number <= 4 ? "Skill " + number : number == 5 ? "Left button" : "Right button";
    }

    private void about(int number) {
        profile.about("skill " + name(number));
    }

    private static String key(Fields fields, String field, String standard, String otherwise) {
        String written = fields.text(field, standard);
        Optional<String> key = OtherKeys.withSigns(written);
        if (key.isEmpty()) {
            fields.remark(field, "'" + written + "' is not a key; taken as " + otherwise);
        }
        return key.orElse(otherwise);
    }

    private void queue() {
        profile.about("dispatch");
        queue = profile.flag("useskillqueue", false);
        int interval = profile.whole("useskillqueueinterval", 200, 50, 1_000);
        int gap = queue ? interval - KEY_PRESS : KEY_DELAY;
        press = KEY_PRESS + gap;
        draft.minGap = Optional.of(Duration.ofMillis(gap));
        if (queue) {
            profile.remark("useskillqueueinterval", "its queue sends a repeated key every " + interval + " ms, the"
                    + " newest first"
                    + " and without those that are kept down; here keys wait in their order, at least so long one"
                    + " after the"
                    + " other");
        }
        profile.about("");
    }

    private void skill(int number, boolean enabled) {
        about(number);
        Optional<String> key = number == 5 ? Optional.of("mouse_left") : number == 6 ? Optional.of("mouse_right")
                : OtherKeys.withSigns(profile.text("skill_" + number, Integer.toString(number)));
        if (key.isEmpty()) {
            profile.remark("skill_" + number, "there is no key to press; left out");
            return;
        }
        if (actions[number] == KEPT_DOWN) {
            keptDown(name(number), key.get(), profile, "action_" + number, enabled);
            return;
        }
        int interval = profile.whole("interval_" + number, 300, 20, 60_000);
        List<String> when = guards(number);
        boolean blind = buffs[number] != null && !buffs[number].isThere();
        String keys = key.get();
        Lane lane = Lane.NORMAL;
        if (actions[number] == KEEP_BUFF) {
            if (!blind) {
                when.add(0, buffs[number].gone());
            }
            keys = number == 5 ? standing(keys) : keys;
        } else {
            int times = profile.whole("repeat_" + number, 1, 1, MOST_REPEATS);
            int between = profile.whole("repeatinterval_" + number, 30, 0, 600_000);
            int delay = delay(number, interval, times * press + (times - 1) * between);
            keys = repeated(queue ? standing(keys) : keys, times, between);
            if (delay > 0 && lanes.isEmpty()) {
                profile.remark("delay_" + number, "a skill that waits " + delay + " ms keeps its lane busy, and two"
                        + " others have"
                        + " theirs already; this one does not wait");
            } else if (delay > 0) {
                lane = lanes.poll();
                keys = "delay" + delay + "," + keys;
            }
        }
        Optional<String> condition = when.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", when));
        draft.add(new Played(name(number), keys, new Every(Duration.ofMillis(interval), condition, Optional.empty(),
                atStart), lane, enabled && !blind, false));
    }

    /** A skill is left out while one that keeps a buff and is more important has it. */
    private List<String> guards(int number) {
        List<String> when = new ArrayList<>();
        for (int other = 1; other <= SKILLS; other++) {
            if (other != number && buffs[other] != null && buffs[other].isThere()
                    && priorities[other] > priorities[number]) {
                when.add(buffs[other].gone());
            }
        }
        return when;
    }

    /** The key with the one for standing still down. */
    private String standing(String key) {
        String chord = standKey + "+" + key;
        return !standsStill && ActionSyntax.parse(chord).action().isPresent() ? chord : key;
    }

    /** @param length how long its keys take, which have to fit into the interval with the delay */
    private int delay(int number, int interval, int length) {
        String field = "delay_" + number;
        int delay = profile.whole(field, 10, -30_000, 30_000);
        boolean random = profile.flag("random_" + number, true);
        if (Math.abs(delay) <= LEAST_DELAY) {
            return 0;
        }
        if (random) {
            profile.remark("random_" + number, "there it waits anything from 10 to " + Math.abs(delay) + " ms;"
                    + " Fermata does"
                    + " nothing by chance and waits the whole time");
        }
        if (Math.abs(delay) >= interval) {
            profile.remark(field, "a delay of a whole interval and more only slows it down there; here it is what is"
                    + " over");
        }
        int wanted = Math.floorMod(delay, interval);
        int fits = Math.max(0, Math.min(wanted, interval - length));
        if (fits != wanted) {
            profile.remark(field, "that is " + wanted + " ms after the beat, and its keys take " + length + " ms"
                    + " more; here it"
                    + " waits " + fits + " ms, so that it is over at the next");
        }
        return fits;
    }

    private static String repeated(String key, int times, int between) {
        String wait = between == 0 ? "," : ",delay" + between + ",";
        return String.join(wait, Collections.nCopies(times, key));
    }

    private void keptDown(String name, String key, Fields fields, String field, boolean enabled) {
        if (key.contains("wheel")) {
            fields.remark(field, "a step of the wheel cannot be kept down; left out");
            return;
        }
        draft.add(new Played(name, key, new KeptDown(), Lane.NORMAL, enabled, false));
    }

    private void moving(int method) {
        int interval = profile.whole("movinginterval", 100, 20, 60_000);
        String moveHotkey = key(general, "custommovinghk", "e", "e");
        String moveKey = general.flag("custommoving", false) ? moveHotkey : "e";
        profile.about("skill " + (method == 2 ? "Stand" : "Move"));
        if (method == 2 || method == 3) {
            String hotkey = method == 2 ? standHotkey : moveHotkey;
            if (!hotkey.equals(method == 2 ? standKey : moveKey)) {
                profile.remark("movingmethod", "D3keyHelper keeps " + hotkey + " down although it is not switched on,"
                        + " which is"
                        + " kept");
            }
            keptDown(method == 2 ? "Stand" : "Move", hotkey, profile, "movingmethod", plays);
        } else if (method == 4) {
            draft.add(new Played("Move", moveKey, new Every(Duration.ofMillis(interval), Optional.empty(),
                    Optional.empty(), atStart), Lane.NORMAL, plays, false));
        }
    }

    private void potion() {
        int method = profile.about("skill Potion").choice("potionmethod", 1, 3);
        Duration interval = Duration.ofMillis(profile.whole("potioninterval", 500, 20, 60_000));
        String hotkey = key(general, "custompotionhk", "q", "q");
        String potionKey = general.flag("custompotion", false) ? hotkey : "q";
        if (method == 1) {
            return;
        }
        Optional<Trigger> trigger = method == 2
                ? Optional.of(new Every(interval, Optional.empty(), Optional.empty(), false))
                : screen.potion(profile).map(sensor -> new Seen(sensor + " ready", interval, OptionalInt.of(100)));
        trigger.ifPresent(each -> draft.add(new Played("Potion", potionKey, each, Lane.NORMAL, plays, false)));
    }
}
