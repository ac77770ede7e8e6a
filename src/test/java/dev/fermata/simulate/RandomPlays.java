package dev.fermata.simulate;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Makes random profiles and random scripts for them. */
abstract class RandomPlays {
    private static final List<String> PRIORITY = List.of(
            "special = [\"space\"]\n",
            "special = [\"space\", \"mouse_right\"]\non_hold = \"keep\"\n",
            "special = [\"space\", \"q\"]\n",
            "special = [\"space\"]\n[priority.managed.e]\nsend = \"0\"\n",
            "on_hold = \"keep\"\n[priority.managed.e]\n[priority.managed.mouse_right]\nsend = \"f\"\npre_delay "
                    + "= \"200ms\"\n",
            "special = [\"space\"]\nunsuppressed = \"send\"\n[priority.managed.e]\npre_delay = \"0ms\"\n"
                    + "[priority.managed.q]\nsend = \"mouse_left\"\npre_delay = \"30ms\"\n");
    private static final List<String> DISPATCH = List.of(
            "",
            "[dispatch]\nlane_capacity = 1\nstarvation_limit = \"50ms\"\n",
            "[dispatch]\nkey_press = \"1ms\"\nmin_gap = \"0ms\"\nlane_capacity = 2\n",
            "[dispatch]\nkey_press = \"200ms\"\nmin_gap = \"100ms\"\nstarvation_limit = \"300ms\"\n");
    private static final List<String> WINDOWS = List.of(
            "[window]\ntitle = \"Game*\"\nchat = { open = [\"enter\"], close = [\"enter\", \"escape\"], "
                    + "lease = \"1s\" }\n",
            "[window]\nclass = \"game\"\nexe = \"*/game?\"\n",
            "[window]\nexe = \"game.exe\"\nunfocused = \"ignore\"\nchat = { open = [\"t\"], close = [\"enter\"] }\n");
    private static final List<String> SKILLS = List.of(
            skill("Bolt", "keys = \"q\"\nevery = \"1s\""),
            skill("Quick", "keys = \"r\"\nevery = \"100ms\"\nlane = \"low\""),
            skill("Combo", "keys = \"d:shift,delay300,w,delay100,u:shift\"\nevery = \"700ms\"\nresume = \"realtime\""),
            skill("Late", "keys = \"delay100,delay100,1\"\nevery = \"400ms\"\nlane = \"high\"\nresume = \"restart\""),
            skill("Potion", "keys = \"2\"\nevery = \"500ms\"\nlane = \"emergency\"\nduring_hold = "
                    + "\"run\"\nat_start = true"),
            skill("Shout", "keys = \"d:4,delay150,u:4\"\nevery = \"600ms\"\nresume = "
                    + "\"realtime\"\nduring_hold = \"run\""),
            skill("Aura", "keys = \"6\"\nevery = \"350ms\"\nlane = \"high\"\nresume = "
                    + "\"restart\"\nduring_hold = \"run\""),
            skill("Channel", "keys = \"c\"\nmode = \"hold\""),
            skill("Block", "keys = \"shift+b\"\nmode = \"hold\"\nduring_hold = \"run\"\nlane = \"low\""),
            skill("Stab", "keys = \"c\"\nevery = \"333ms\"\nresume = \"realtime\"\nat_start = true"),
            skill("Burst", "keys = \"d:alt,delay60,8,delay40,9,u:alt\"\nevery = \"800ms\"\nexclusive = "
                    + "true\nlane = \"low\""),
            skill("Flood", "keys = \"ctrl+a\"\nevery = \"20ms\""),
            skill("Chain", "keys = \"3,4,d:5\"\nevery = \"250ms\"\nlane = \"high\""),
            skill("Drink", "keys = \"7\"\nwhen = \"hp < 50 and not stunned\"\nconfirm = \"30ms\"\ncooldown = "
                    + "\"200ms\"\nlane = \"emergency\"\nduring_hold = \"run\""),
            skill("Meteor", "keys = \"g\"\nwhen = \"meteor ready\"\ncooldown = \"150ms\""),
            skill("Rage", "keys = \"d:k,delay40,l,u:k\"\nwhen = \"hp >= 80 or stunned\"\ncooldown = \"400ms\"\nlane = "
                    + "\"low\"\nexclusive = true"),
            skill("Replay", "take = \"src/test/resources/scenarios/takes/skills.take\"\nevery = \"900ms\""),
            skill("Hardy", "take = \"src/test/resources/scenarios/takes/skills.take\"\nevery = \"800ms\"\nduring_hold = "
                    + "\"run\"\nlane = \"low\"\nresume = \"realtime\""),
            skill("Shield", "keys = \"h\"\nevery = \"300ms\"\nwhen = \"not stunned\"\nelse_keys = \"j\""));
    private static final String SENSORS = sensor("hp", "bar") + sensor("meteor", "icon")
            + sensor("stunned", "pixel") + "colour = \"#ffffff\"\n";
    private static final List<String> ROTATIONS = List.of(
            "[rotation]\nsteps = [\"1\", \"2,delay300\", \"shift+3\"]\nevery = \"150ms\"\n",
            "[rotation]\nsteps = [\"q\", \"w\"]\nevery = \"1s\"\nduring_hold = \"run\"\nresume = \"realtime\"\n");

    private static final String VOICES = voice("potion", "keys = \"7\"\nlane = \"emergency\"")
            + voice("combo", "keys = \"d:alt,delay60,8,delay90,9,u:alt\"")
            + voice("rest", "do = \"pause\"") + voice("go", "do = \"resume\"") + voice("end", "do = \"stop\"");

    private static final String VIEWERS = "[viewers]\non = true\nper_minute = 600\n"
            + viewer("jump", "keys = \"y\"\nlane = \"normal\"")
            + viewer("combo", "keys = \"d:ctrl,delay60,m,delay90,y,u:ctrl\"")
            + viewer("replay", "take = \"src/test/resources/scenarios/takes/viewers.take\"\nlane = \"normal\"");

    private static final List<String> KEYS = List.of("space", "mouse_right", "e", "q");

    @Provide
    Arbitrary<RandomPlay> plays() {
        Arbitrary<List<String>> words = words().list().ofMinSize(1).ofMaxSize(45);
        return Combinators.combine(profiles(), profiles(), beginnings(), words).as((profile, other, begin, script) -> {
            List<String> all = new ArrayList<>(begin);
            all.addAll(script);
            return new RandomPlay(profile, other, all);
        });
    }

    private static Arbitrary<String> profiles() {
        Arbitrary<String> skills = Arbitraries.of(SKILLS).list().uniqueElements().ofMinSize(1).ofMaxSize(4)
                .map(all -> String.join("", all));
        Arbitrary<String> played = Arbitraries.frequencyOf(Tuple.of(5, skills), Tuple.of(1, Arbitraries.of(ROTATIONS)));
        Arbitrary<String> window = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just("")), Tuple.of(1, Arbitraries.of(WINDOWS)));
        Arbitrary<String> voices = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("")), Tuple.of(1, Arbitraries.just(VOICES)));
        Arbitrary<String> viewers = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("")), Tuple.of(1, Arbitraries.just(VIEWERS)));
        return Combinators.combine(Arbitraries.of(PRIORITY), Arbitraries.of(DISPATCH), window, played, voices, viewers)
                .as((priority, dispatch, game, skill, voice, viewer) -> "[priority]\n" + priority + dispatch + game
                        + SENSORS + skill + voice + viewer);
    }

    private static Arbitrary<List<String>> beginnings() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(List.of())),
                Tuple.of(1, Arbitraries.just(List.of("state:ready"))),
                Tuple.of(1, Arbitraries.just(List.of("no-suppress"))));
    }

    private static Arbitrary<String> words() {
        Arbitrary<String> key = Arbitraries.of(KEYS);
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(0, 1, 5, 14, 15, 16, 24, 25, 35, 49, 50, 51, 100, 130, 200, 251, 700, 999,
                        1000, 3000).map(millis -> "t:" + millis)),
                Tuple.of(3, Arbitraries.of("t:0.001", "t:0.5", "t:14.999", "t:49.999")),
                Tuple.of(9, key.map(each -> "d:" + each)),
                Tuple.of(9, key.map(each -> "u:" + each)),
                Tuple.of(2, key.map(each -> "repeat:" + each)),
                Tuple.of(2, key.map(each -> "pair:" + each)),
                Tuple.of(1, key.map(each -> "lost:" + each)),
                Tuple.of(1, key.map(each -> "missed:" + each)),
                Tuple.of(1, key.map(each -> "echo:" + each)),
                Tuple.of(2, key.flatMap(each -> Arbitraries.of("other:d:" + each, "other:u:" + each))),
                Tuple.of(3, Arbitraries.just("d:f9 u:f9")),
                Tuple.of(2, Arbitraries.of("d:f8 u:f8", "d:f8 u:f8 d:f8 u:f8 d:f9 u:f9",
                        "d:left_ctrl d:right_shift d:f12 u:f12 u:right_shift u:left_ctrl", "stop")),
                Tuple.of(3, Arbitraries.of("api:pause:a", "api:pause@graceful:a", "api:pause:a:60ms", "api:pause:b:1s",
                        "api:pause@speech:a", "api:pause@both@graceful:b", "api:resume:a", "api:resume:b")),
                Tuple.of(2, Arbitraries.of("api:send:x", "api:send@low:x,delay100,z", "api:send@high:x,delay50",
                        "api:send@emergency:d:z,delay100,x,u:z", "api:play:src/test/resources/scenarios/takes/clients.take",
                        "api:play@0.3:src/test/resources/scenarios/takes/clients.take", "api:send:delay30,delay30")),
                Tuple.of(4, Arbitraries.of("hear:potion", "hear:combo", "hear:combo", "hear:rest", "hear:go", "hear:end",
                        "hear:potion@0.3", "hear:other")),
                Tuple.of(4, Arbitraries.of("viewer:chat:jump", "viewer:chat:combo", "viewer:chat:combo", "viewer:chat:replay",
                        "viewer:chat:other")),
                Tuple.of(2, Arbitraries.of("api:stop:a", "api:stop:a api:start:a", "api:start:b")),
                Tuple.of(3, Arbitraries.of("focus:game", "focus:game", "focus:other", "focus:unknown",
                        "focus:other t:5 focus:game")),
                Tuple.of(2, Arbitraries.of("chat:open", "chat:close", "locked", "unlocked", "unlocked")),
                Tuple.of(6, Arbitraries.of("see:hp=42", "see:hp=42", "see:hp=50", "see:hp=95", "see:hp=unknown",
                        "see:stunned=yes", "see:stunned=no", "see:stunned=no", "see:stunned=unknown",
                        "see:meteor=ready", "see:meteor=ready", "see:meteor=cooling", "see:meteor=unknown")),
                Tuple.of(1, Arbitraries.of("reload:profile", "reload:other", "reload:broken")),
                Tuple.of(1, Arbitraries.of("fail:1", "fail:2", "fail:3", "fail:12", "hook-drop")));
    }

    private static String sensor(String name, String kind) {
        return "[[sensor]]\nname = \"" + name + "\"\nkind = \"" + kind + "\"\nregion = [0, 0, 40, 40]\n";
    }

    private static String voice(String hear, String rest) {
        return "[[voice]]\nhear = \"" + hear + "\"\ncooldown = \"0ms\"\n" + rest + "\n";
    }

    private static String viewer(String word, String rest) {
        return "[[viewer]]\nname = \"" + word + "\"\non = \"chat\"\nwords = [\"" + word
                + "\"]\ncooldown = \"0ms\"\nper_person = 0\n" + rest + "\n";
    }

    private static String skill(String name, String rest) {
        return "[[skill]]\nname = \"" + name + "\"\n" + rest + "\n";
    }
}
