package dev.fermata.simulate;

import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads simulation scripts: tokens separated by white space, {@code #} to the end of the line is a
 * comment.
 *
 * <pre>
 * d:space  u:space     the player presses, lets go
 * tap:q                d:q t:50 u:q
 * t:200  t:1.5s        time passes, in milliseconds unless a unit follows
 * frozen:2h            time passes and nothing runs: a stopped process, a machine that slept
 * repeat:space         auto-repeat of a key that is down
 * pair:space           auto-repeat of a key that is down as a release and a press
 * pairs:space:2s       down for 2 s, with such a repeat after 660 ms and then every 40 ms
 * lost:space           let go without an event        missed:space  pressed without an event
 * echo:q               the hook hears an own tap
 * other:d:q other:u:q  another program presses, releases
 * late:900  late:0     from now on the hook hears everything 900 ms later, at once
 * hook-drop            the platform drops the hook without a word
 * fail:3               the next three injections are refused
 * api:pause  api:pause:overlay  api:pause:overlay:500ms   a client pauses, with a lease
 * api:pause@graceful  api:pause@graceful:overlay          what has begun may finish, within 2 s
 * api:pause@speech  api:pause@both@graceful:overlay       other scopes than play
 * api:resume api:resume:overlay                           and resumes
 * api:stop api:start api:stop:overlay                     stops the agent, and starts it
 * api:send:q,delay100,w  api:send@low:q                   a client sends keys, in lane normal or low
 * api:play:combo.take    api:play@2:combo.take            a client has a take played, as it is or twice as fast
 * see:hp=42  see:gold=120/300  see:meteor=ready  see:meteor=cooling  see:stunned=yes  see:hp=unknown   what a sensor reads
 * hear:drink-potion  hear:drink-potion@0.4   the player says it, and so sure is the recogniser (1 where it is not said)
 * viewer:chat:jump  viewer:ann=gift:rose@30  viewer:like@50  viewer:follow   what a viewer does; @ is what it is worth
 * focus:game  focus:other  focus:unknown   what gets what is typed; nobody can tell
 * chat:open  chat:close    the player presses the first key that opens the chat, or closes it
 * locked  unlocked     the session
 * reload:FILE          the profile is replaced by that file
 * stop                 the agent is told to stop
 * state:ready          first only: begin READY instead of RUNNING
 * no-suppress          first only: a platform that cannot suppress
 * no-recovery          first only: faults are told of and not mended
 * down:space           first only: down before the start
 * talk:mouse_forward   first only: a key that the player talks with
 * nested               first only: a platform whose keyboards may repeat in pairs
 * </pre>
 */
final class ScriptReader {
    /** What a token may begin with. */
    static final List<String> WORDS = List.of("d", "u", "tap", "t", "frozen", "repeat", "pair", "pairs",
            "lost", "missed", "echo", "other", "late", "hook-drop", "fail", "api", "see", "hear", "viewer", "focus", "chat", "locked", "unlocked",
            "reload", "stop", "state",
            "no-suppress", "no-recovery", "down", "talk", "nested");
    /** Allowed before everything else only. */
    private static final List<String> FIRST_WORDS = List.of("state:ready", "no-suppress", "no-recovery", "nested");
    private static final Duration TAP = Duration.ofMillis(50);
    /** The X server's defaults. */
    private static final Duration REPEAT_DELAY = Duration.ofMillis(660);
    private static final Duration REPEAT_INTERVAL = Duration.ofMillis(40);
    private static final Duration LONGEST = Duration.ofDays(2);

    private static final Type<Token.Focus.Where> FOCUS = Types.word(Token.Focus.Where.class);
    private static final Type<PauseScope> SCOPE = Types.word(PauseScope.class);

    private final List<Token> tokens = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final String source;

    private ScriptReader(String source) {
        this.source = source;
    }

    /** @throws ScriptException with every problem of the script, each with its place */
    static List<Token> read(String source, String text) {
        ScriptReader reader = new ScriptReader(source);
        reader.readLines(text);
        if (!reader.problems.isEmpty()) {
            throw new ScriptException(String.join(System.lineSeparator(), reader.problems));
        }
        return List.copyOf(reader.tokens);
    }

    private void readLines(String text) {
        boolean ready = false;
        boolean suppresses = true;
        boolean nested = false;
        Recovery recovery = Recovery.MEND;
        Set<Key> down = EnumSet.noneOf(Key.class);
        Set<Key> talk = EnumSet.noneOf(Key.class);
        boolean first = true;
        int lineNumber = 0;
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            lineNumber++;
            String code = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            int column = 0;
            for (String word : code.split("\\s+")) {
                column = code.indexOf(word, column);
                if (word.isEmpty()) {
                    continue;
                }
                String place = source + ":" + lineNumber + ":" + (column + 1) + ": ";
                column += word.length();
                Set<Key> keys = word.startsWith("down:") ? down : word.startsWith("talk:") ? talk : null;
                if (FIRST_WORDS.contains(word) || keys != null) {
                    nested |= word.equals("nested");
                    if (keys != null) {
                        String name = word.substring(word.indexOf(':') + 1);
                        Key.find(name).ifPresentOrElse(keys::add,
                                () -> problems.add(place + ActionSyntax.unknownKey(name)));
                    }
                    ready |= word.equals("state:ready");
                    suppresses &= !word.equals("no-suppress");
                    recovery = word.equals("no-recovery") ? Recovery.REPORT : recovery;
                    if (!first) {
                        problems.add(place + "'" + word + "' is only allowed before everything else");
                    }
                    continue;
                }
                first = false;
                readWord(word).ifPresent(problem -> problems.add(place + problem));
            }
        }
        tokens.add(0, new Token.Begin(ready, suppresses, nested, recovery, down, talk));
    }

    /** Adds the word's tokens; returns the problem if it is no token. */
    private Optional<String> readWord(String word) {
        String[] parts = word.split(":", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "d" -> key(rest, key -> new Token.Down(key));
            case "u" -> key(rest, key -> new Token.Up(key));
            case "tap" -> key(rest, key -> new Token.Down(key), key -> new Token.Pass(TAP), key -> new Token.Up(key));
            case "t" -> time("t", rest, time -> new Token.Pass(time));
            case "frozen" -> time("frozen", rest, time -> new Token.Frozen(time));
            case "repeat" -> key(rest, key -> new Token.Repeat(key));
            case "pair" -> key(rest, key -> new Token.RepeatPair(key));
            case "pairs" -> pairs(rest);
            case "lost" -> key(rest, key -> new Token.Unheard(key, false));
            case "missed" -> key(rest, key -> new Token.Unheard(key, true));
            case "echo" -> key(rest, key -> new Token.Echo(key));
            case "other" -> other(rest);
            case "late" -> time("late", rest, time -> new Token.Late(time));
            case "hook-drop" -> add(new Token.HookDrop());
            case "fail" -> fail(rest);
            case "api" -> api(rest);
            case "see" -> Token.See.of(rest).map(this::add).orElse(Optional.of("see:SENSOR= and a number, ready, cooling,"
                    + " yes, no or unknown was expected, such as see:hp=42, but got 'see:" + rest + "'"));
            case "hear" -> Token.Said.of(rest).map(this::add).orElse(Optional.of("hear:WORDS with hyphens between them was"
                    + " expected, such as hear:drink-potion or hear:drink-potion@0.4, but got 'hear:" + rest + "'"));
            case "viewer" -> Token.Did.of(rest).map(this::add).orElse(Optional.of("viewer: and what a viewer does was expected,"
                    + " such as viewer:chat:jump or viewer:ann=gift:rose@30, but got 'viewer:" + rest + "'"));
            case "focus" -> FOCUS.ofText(rest).map(where -> add(new Token.Focus(where)))
                    .orElse(Optional.of("focus:game, focus:other or focus:unknown was expected, but got 'focus:" + rest + "'"));
            case "chat" -> rest.equals("open") || rest.equals("close") ? add(new Token.Chat(rest.equals("open")))
                    : Optional.of("chat:open or chat:close was expected, but got 'chat:" + rest + "'");
            case "locked", "unlocked" -> add(new Token.Locked(parts[0].equalsIgnoreCase("locked")));
            case "reload" -> rest.isEmpty() ? Optional.of("reload:FILE needs a file") : add(new Token.Reload(rest));
            case "stop" -> add(new Token.Stop());
            default -> Optional.of(unknown(parts[0]));
        };
    }

    private Optional<String> add(Token token) {
        tokens.add(token);
        return Optional.empty();
    }

    private interface OfKey {
        Token of(Key key);
    }

    private Optional<String> key(String name, OfKey... made) {
        Optional<Key> key = Key.find(name);
        if (key.isEmpty()) {
            return Optional.of(ActionSyntax.unknownKey(name));
        }
        Arrays.stream(made).forEach(each -> tokens.add(each.of(key.get())));
        return Optional.empty();
    }

    private Optional<String> other(String rest) {
        if (rest.startsWith("d:") || rest.startsWith("u:")) {
            return key(rest.substring(2), key -> new Token.Other(key, rest.startsWith("d:")));
        }
        return Optional.of("other:d:KEY or other:u:KEY was expected");
    }

    private Optional<String> time(String word, String text, Function<Duration, Token> made) {
        Optional<Duration> time = duration(text);
        return time.isPresent() ? add(made.apply(time.get()))
                : Optional.of(word + ":MILLISECONDS or " + word + ":1.5s was expected, at most "
                        + Durations.format(LONGEST) + ", but got '" + word + ":" + text + "'");
    }

    private Optional<String> pairs(String rest) {
        String[] parts = rest.split(":", 2);
        Optional<Duration> time = parts.length > 1 ? duration(parts[1]) : Optional.empty();
        if (time.isEmpty()) {
            return Optional.of("pairs:KEY:TIME was expected, such as pairs:space:2s, but got 'pairs:" + rest + "'");
        }
        Optional<String> problem = key(parts[0], key -> new Token.Down(key));
        if (problem.isPresent()) {
            return problem;
        }
        Key key = Key.find(parts[0]).orElseThrow();
        Duration wait = REPEAT_DELAY;
        Duration left = time.get();
        for (; left.compareTo(wait) > 0; wait = REPEAT_INTERVAL) {
            tokens.add(new Token.Pass(wait));
            tokens.add(new Token.RepeatPair(key));
            left = left.minus(wait);
        }
        tokens.add(new Token.Pass(left));
        return add(new Token.Up(key));
    }

    private static Optional<Duration> duration(String text) {
        return Durations.parseMillis(text).filter(time -> time.compareTo(LONGEST) <= 0);
    }

    private Optional<String> fail(String count) {
        if (!count.matches("[1-9]\\d{0,5}")) {
            return Optional.of("fail:COUNT was expected, but got 'fail:" + count + "'");
        }
        return add(new Token.Fail(Integer.parseInt(count)));
    }

    private Optional<String> api(String rest) {
        String[] parts = rest.split(":", 3);
        String client = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : "script";
        String verb = parts[0];
        if (verb.equals("pause") || verb.startsWith("pause@")) {
            Optional<Duration> lease = parts.length > 2 ? Durations.parse(parts[2]) : Optional.empty();
            return parts.length > 2 && lease.isEmpty()
                    ? Optional.of("api:pause:CLIENT:LEASE needs a duration such as 500ms or 2s, but got '"
                            + parts[2] + "'")
                    : pause(verb, client, lease);
        }
        if (verb.equals("resume")) {
            return add(new Token.ApiResume(client));
        }
        if (verb.equals("stop")) {
            return add(new Token.ApiStop(client));
        }
        if (verb.equals("start")) {
            return add(new Token.ApiStart(client));
        }
        if (verb.equals("send") || verb.startsWith("send@")) {
            return ClientActions.keys(verb, rest.substring(Math.min(rest.length(), verb.length() + 1)), tokens::add);
        }
        if (verb.equals("play") || verb.startsWith("play@")) {
            return ClientActions.take(verb, rest.substring(Math.min(rest.length(), verb.length() + 1)), tokens::add);
        }
        return Optional.of("api:pause, api:resume, api:stop, api:start, api:send:KEYS or api:play:FILE was expected, but"
                + " got 'api:" + rest + "'");
    }

    private Optional<String> pause(String verb, String client, Optional<Duration> lease) {
        PauseScope scope = PauseScope.PLAY;
        boolean graceful = false;
        for (String how : verb.substring("pause".length()).split("@")) {
            Optional<PauseScope> named = SCOPE.ofText(how);
            if (named.isEmpty() && !how.isEmpty() && !how.equals("graceful")) {
                return Optional.of("a pause is @graceful, or of @play, @speech or @both, but got '@" + how + "'");
            }
            graceful |= how.equals("graceful");
            scope = named.orElse(scope);
        }
        return add(new Token.ApiPause(client, scope, lease, graceful));
    }

    private static String unknown(String word) {
        List<String> near = NearestName.among(WORDS, word);
        return "'" + word + "' is not a script token; " + (near.isEmpty()
                ? "'fermata simulate --help' lists them" : "did you mean " + String.join(" or ", near) + "?");
    }
}
