package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.Skill;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.event.Event;
import dev.fermata.event.StreamEvent;
import dev.fermata.listen.VoiceCommands;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.play.LaneStats;
import dev.fermata.stream.ViewerPlay;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One random game: two profiles and a script. {@link #play} checks every guarantee after every
 * event and every token. Its text form is what a scenario file would say.
 */
record RandomPlay(String profile, String other, List<String> words) {
    private static final String HEAD = "schema = 1\nname = \"random\"\n";
    private static final Map<String, Profile> PROFILES = new ConcurrentHashMap<>();
    /** What clients send; no profile names these keys. */
    private static final Set<Key> CLIENTS_KEYS = EnumSet.of(Key.X, Key.Z);

    /** What is said to have something played. */
    private static final Set<String> PLAYED = Set.of("potion", "combo");

    /** What viewers write to have something played. */
    private static final Set<String> ASKED = Set.of("jump", "combo", "replay");

    /** Skills that may fill every turn there is. */
    private static final Set<String> FLOODS = Set.of("Flood", "Quick");
    /** Long enough for every other action to have had its turn. */
    private static final long CALM_NANOS = 1_500_000_000L;

    void play() {
        List<Token> tokens = ScriptReader.read("script", String.join(" ", words));
        Token.Begin begin = (Token.Begin) tokens.get(0);
        new Game(begin).play(tokens);
    }

    @Override
    public String toString() {
        return "\n--- profile\n" + profile + "--- profile other\n" + other + "--- script\n"
                + String.join(" ", words) + "\n";
    }

    private static Profile read(String text) {
        return PROFILES.computeIfAbsent(text, body -> {
            var result = ProfileReader.parse("random", HEAD + body);
            return result.profile().orElseThrow(() -> new IllegalArgumentException(result.render()));
        });
    }

    /** The state of one game. */
    private final class Game {
        private final Guarantees guarantees;
        private final Oracle oracle;
        private final Beats beats = new Beats();
        private final Seen seen;
        private final Simulation simulation;
        private Profile current = read(profile);
        private boolean broken;
        private int sentByClients;
        private int saidToPlay;
        private int askedByViewers;
        private int viewersTold;

        Game(Token.Begin begin) {
            guarantees = new Guarantees(current, begin.suppresses());
            oracle = new Oracle(!begin.ready());
            oracle.learn(current);
            seen = new Seen(current);
            simulation = new Simulation(current, List.of(begin), this::load, this::hear);
            simulation.report(guarantees);
        }

        private Profile load(String name) {
            if (name.equals("broken")) {
                throw new IllegalArgumentException("a broken profile");
            }
            Profile before = current;
            current = read(name.equals("other") ? other : profile);
            beats.learn(before, current);
            guarantees.learn(current);
            oracle.learn(current);
            seen.learn(current, simulation.nanos());
            return current;
        }

        private void hear(Event event) {
            guarantees.accept(event);
            if (oracle != null) {
                oracle.hear(event);
                seen.hear(event);
                broken |= event instanceof Event.StateChanged changed && changed.cause().contains("refused");
            }
            beats.hear(event);
            viewersTold += event instanceof StreamEvent.Viewer ? 1 : 0;
        }

        void play(List<Token> tokens) {
            simulation.run();
            check();
            for (Token token : tokens.subList(1, tokens.size())) {
                // An agent presses no key that it has down.
                boolean twice = token instanceof Token.Echo echo && simulation.agentKeys().contains(echo.key());
                if (twice || !oracle.isPossible(token)) {
                    continue;
                }
                try {
                    oracle.seeHook(simulation.isHookDead(), simulation.nanos());
                    oracle.before(token, simulation.nanos());
                    seen.before(token, simulation.nanos());
                    if (token instanceof Token.ApiSend) {
                        sentByClients++;
                    }
                    if (token instanceof Token.Said said && oracle.isUnderstood(said) && PLAYED.contains(said.text())) {
                        saidToPlay++;
                    }
                    if (token instanceof Token.Did did && !current.viewers().playable().isEmpty()
                            && ASKED.contains(did.message().text())) {
                        askedByViewers++;
                    }
                    simulation.play(token);
                    check();
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("at " + token + ", " + simulation.nanos() / 1e6 + " ms: "
                            + failure.getMessage(), failure);
                }
            }
            end();
        }

        private void check() {
            long now = simulation.nanos();
            oracle.check(current, guarantees, simulation.core().control().state(), now);
            beats.check(current, simulation.core().schedule(), now);
            checkKeptKeys(now);
            if (guarantees.isHeld() && !oracle.mayBeStuck(now)) {
                Set<Key> down = EnumSet.noneOf(Key.class);
                down.addAll(simulation.agentKeys());
                down.retainAll(silentKeys(guarantees.isSilent()));
                require(down.isEmpty(), "G4: skills keep keys down during a hold: " + down);
            }
        }


        /**
         * G4: kept-down skills are down again after a hold, unless a flood keeps them from their turn; and what is seen
         * has been played.
         */
        private void checkKeptKeys(long now) {
            boolean calm = current.dispatch().equals(Profile.Dispatch.DEFAULTS)
                    && current.skills().stream().noneMatch(skill -> FLOODS.contains(skill.name()));
            if (!calm || beats.unheldFor(now) < CALM_NANOS || oracle.mayBeStuck(now)) {
                return;
            }
            seen.checkPlayed(CALM_NANOS, now);
            for (Skill skill : current.skills()) {
                if (skill instanceof Skill.KeptDown kept) {
                    require(simulation.agentKeys().containsAll(kept.keys()),
                            "G4: " + kept.name() + " is not down, only " + simulation.agentKeys());
                }
            }
        }

        private void end() {
            Simulation.Aftermath aftermath = simulation.stop();
            require(aftermath.leftDown().isEmpty(), "G4: left down: " + aftermath);
            require(aftermath.orphanedHolds().isEmpty(), "G3: orphaned: " + aftermath);
            guarantees.checkEnd();
            checkAccounts();
        }

        /** G7: what was submitted came to an end that was told, and the lanes counted the same. */
        private void checkAccounts() {
            for (LaneStats stats : simulation.core().lanes()) {
                Lane lane = stats.lane();
                int delays = lane == Lane.EMERGENCY ? guarantees.strokesBegun() : 0;
                require(stats.depth() == 0, "G7: still queued: " + stats);
                require(stats.played() == told(lane, "played") + delays, "G7: played: " + stats);
                require(stats.dropped() == told(lane, "dropped"), "G7: dropped: " + stats);
                require(stats.failed() == told(lane, "failed"), "G7: failed: " + stats);
                require(stats.rejected() == told(lane, "rejected"), "G7: rejected: " + stats);
            }
            require(ended(Origin.API, "script") == sentByClients, "G7: a client's action vanished");
            require(PLAYED.stream().mapToLong(each -> ended(Origin.VOICE, VoiceCommands.LABEL + each)).sum() == saidToPlay,
                    "G7: what was said vanished");
            require(ASKED.stream().mapToLong(each -> ended(Origin.STREAM, ViewerPlay.LABEL + each)).sum() == askedByViewers
                    && viewersTold == askedByViewers, "G7: what a viewer asked for vanished");
            if (!broken) {
                for (String id : beats.ids()) {
                    // What looks first has nothing to end where it does not see what it waits for.
                    boolean looks = id.equals("Shield");
                    long ends = ended(Origin.SKILL, id);
                    require(ends == beats.allRuns(id) || looks && ends < beats.allRuns(id), "G7: " + id + " ran "
                            + beats.allRuns(id) + " times, and ended " + ended(Origin.SKILL, id));
                }
            }
        }

        private long told(Lane lane, String how) {
            return guarantees.endings().entrySet().stream()
                    .filter(each -> each.getKey().lane() == lane && each.getKey().how().equals(how))
                    .mapToLong(Map.Entry::getValue).sum();
        }

        private long ended(Origin origin, String label) {
            return guarantees.endings().entrySet().stream()
                    .filter(each -> each.getKey().origin() == origin && each.getKey().label().equals(label))
                    .mapToLong(Map.Entry::getValue).sum();
        }

        /** The keys that only skills press that are silent: all skills, or those that do not run during holds. */
        private Set<Key> silentKeys(boolean all) {
            Set<Key> silent = EnumSet.noneOf(Key.class);
            Set<Key> others = EnumSet.copyOf(CLIENTS_KEYS);
            for (Skill skill : current.skills()) {
                (skill.runsDuringHold() && !all ? others : silent).addAll(skill.pressed());
            }
            current.rotation().ifPresent(ring -> (ring.runsDuringHold() && !all ? others : silent)
                    .addAll(ring.steps().stream().map(Action::keys).flatMap(List::stream).toList()));
            current.listenedFor().stream().filter(each -> each.does() instanceof VoiceCommand.Plays)
                    .forEach(each -> silent.addAll(((VoiceCommand.Plays) each.does()).action().keys()));
            current.viewers().playable().forEach(each -> silent.addAll(each.action().keys()));
            for (Profile each : List.of(read(profile), read(other))) {
                each.priority().managed().values().forEach(managed -> others.add(managed.send()));
            }
            silent.removeAll(others);
            return silent;
        }
    }

    private static void require(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError(what);
        }
    }
}
