package dev.fermata.simulate;

import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Recovery;
import dev.fermata.model.SpokenWords;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One step of a script. The token that writes it is named in {@link ScriptReader}. */
sealed interface Token {
    /** The player presses a key. */
    record Down(Key key) implements Token {
    }

    /** The player lets go of a key. */
    record Up(Key key) implements Token {
    }

    /** Time passes. */
    record Pass(Duration time) implements Token {
    }

    /** Time passes, and nothing runs meanwhile: a stopped process, a machine that slept. */
    record Frozen(Duration time) implements Token {
    }

    /** A key that is down repeats. */
    record Repeat(Key key) implements Token {
    }

    /** A key that is down repeats as on remote desktops: its device releases and presses it. */
    record RepeatPair(Key key) implements Token {
    }

    /** From now on the hook hears everything so much later. */
    record Late(Duration by) implements Token {
    }

    /** The player presses or lets go of a key and no event tells of it. */
    record Unheard(Key key, boolean down) implements Token {
    }

    /** The hook hears an own tap of a key. */
    record Echo(Key key) implements Token {
    }

    /** Another program presses or releases a key. */
    record Other(Key key, boolean down) implements Token {
    }

    /** The platform drops the hook without a word. */
    record HookDrop() implements Token {
    }

    /** The next injections are refused. */
    record Fail(int injections) implements Token {
    }

    /** A client pauses. */
    record ApiPause(String client, PauseScope scope, Optional<Duration> lease, boolean graceful) implements Token {
    }

    /** A client resumes. */
    record ApiResume(String client) implements Token {
    }

    /** A client stops the agent. */
    record ApiStop(String client) implements Token {
    }

    /** A client starts the schedule. */
    record ApiStart(String client) implements Token {
    }

    /** A client sends an action. */
    record ApiSend(Action action, Lane lane) implements Token {
    }

    /** Another window, or the game's, gets what is typed; or nobody can tell any more. */
    record Focus(Where where) implements Token {
        enum Where { GAME, OTHER, UNKNOWN }
    }

    /** The player presses a key that opens or closes the chat, if it is not so already. */
    record Chat(boolean open) implements Token {
    }

    /** The session is locked or unlocked. */
    record Locked(boolean locked) implements Token {
    }

    /** The profile file is replaced by another one. */
    record Reload(String file) implements Token {
    }

    /** A sensor sees something else from now on. @param value empty: that cannot be known */
    record See(String sensor, Optional<Value> value) implements Token {
        private static final double FULL = 100;
        private static final Map<String, Value> WORDS = Map.of("yes", new Value(1, 1), "ready", new Value(1, 1),
                "no", new Value(0, 1), "cooling", new Value(0, 1));
        private static final Pattern FORM =
                Pattern.compile("(?<sensor>\\w+)=(?:(?<number>\\d{1,9}(?:\\.\\d{1,3})?)(?:/(?<most>\\d{1,9}))?|(?<word>\\w+))");

        /** A number; without another maximum it is a percentage. */
        record Value(double number, double maximum) {
        }

        /** Reads {@code hp=42}, {@code gold=120/300}, {@code meteor=ready}, {@code hp=unknown}. Empty: it is none. */
        static Optional<See> of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            String sensor = form.group("sensor");
            String word = form.group("word");
            if (word == null) {
                String most = form.group("most");
                return Optional.of(new See(sensor, Optional.of(new Value(Double.parseDouble(form.group("number")),
                        most == null ? FULL : Double.parseDouble(most)))));
            }
            return word.equals("unknown") ? Optional.of(new See(sensor, Optional.empty()))
                    : Optional.ofNullable(WORDS.get(word)).map(value -> new See(sensor, Optional.of(value)));
        }
    }

    /** The player has said something, and so sure is the recogniser of it. */
    record Said(String text, double confidence) implements Token {
        private static final Pattern FORM = Pattern.compile("(?<text>[^@]*)(?:@(?<confidence>0(?:\\.\\d{1,3})?|1))?");

        /** Reads {@code drink-potion} and {@code drink-potion@0.4}. Empty: it is none, or nothing is said. */
        static Optional<Said> of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || SpokenWords.of(form.group("text")).isEmpty()) {
                return Optional.empty();
            }
            String confidence = form.group("confidence");
            return Optional.of(new Said(SpokenWords.of(form.group("text")),
                    confidence == null ? 1 : Double.parseDouble(confidence)));
        }
    }

    /** A viewer of the stream does something. */
    record Did(StreamMessage message) implements Token {
        private static final Pattern FORM = Pattern.compile("(?:(?<user>[\\w-]{1,30})=)?(?<kind>\\w+)(?::(?<text>[^@]*))?"
                + "(?:@(?<value>\\d{1,9}))?");
        private static final Type<StreamKind> KIND = Types.word(StreamKind.class);

        /** Reads {@code chat:jump}, {@code ann=gift:rose@30}, {@code like@50} and {@code follow}. Empty: it is none. */
        static Optional<Did> of(String written) {
            Matcher form = FORM.matcher(written);
            Optional<StreamKind> kind = form.matches() ? KIND.ofText(form.group("kind")) : Optional.empty();
            return kind.map(on -> {
                String user = form.group("user") == null ? "viewer" : form.group("user");
                String text = form.group("text") == null ? "" : form.group("text").replace('-', ' ');
                long value = form.group("value") == null ? 0 : Long.parseLong(form.group("value"));
                boolean gift = on == StreamKind.GIFT;
                return new Did(new StreamMessage("", on, "script", new Viewer(user, user, 0, false), gift ? "" : text,
                        gift ? text : "", on == StreamKind.LIKE ? Math.max(1, value) : 1, gift ? value : 0));
            });
        }
    }

    /** The agent is told to stop, as by SIGTERM. */
    record Stop() implements Token {
    }

    /**
     * First token only: how the simulation begins.
     *
     * @param ready READY instead of RUNNING
     * @param suppresses whether keys can be kept from the game
     * @param mayPair whether the platform knows that its keyboards may repeat in pairs
     * @param down the keys the player has down already
     * @param talk the keys the player talks with
     */
    record Begin(boolean ready, boolean suppresses, boolean mayPair, Recovery recovery, Set<Key> down, Set<Key> talk)
            implements Token {
    }
}
