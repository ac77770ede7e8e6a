package dev.fermata.config.settings;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.voices.VoiceBook;
import dev.fermata.model.Glob;
import dev.fermata.model.Key;
import dev.fermata.model.PauseMode;
import dev.fermata.model.RedisAddress;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretReference;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an agent is set to. Immutable; made by {@link SettingsLoader}. {@link Setting} says what each
 * value means and where it comes from.
 *
 * @param givenSessionId the session id that somebody asked for; see {@link #sessionId}
 * @param autoRecovery whether what went wrong is mended, not only told about
 * @param monitoring whether latencies are measured and alerts raised
 * @param logLevel what is logged to the terminal
 * @param ownProfiles which of two profiles of one name is meant
 */
public record Settings(
        Api api,
        OptionalLong givenSessionId,
        Pause pause,
        Buffer buffer,
        boolean autoRecovery,
        boolean monitoring,
        LogLevel logLevel,
        Alerts alerts,
        Present present,
        OwnProfiles ownProfiles,
        Speech speech,
        Segments segments,
        Devices devices,
        Listen listen,
        Stream stream,
        History history,
        Bridge bridge) {
    /** What counts where nobody set anything. */
    public static final Settings DEFAULTS = Values.DEFAULTS.settings(VoiceBook.NONE, StreamBook.NONE);

    /**
     * The HTTP API.
     *
     * @param port 0 for any free one
     * @param bind the address to listen on
     * @param token what clients have to send; always there when {@code bind} is not loopback
     * @param allowedOrigins whose web pages may read, besides the agent's own
     * @param screen whether its own page may have pictures of the game
     */
    public record Api(boolean enabled, int port, InetAddress bind, Optional<SecretReference> token,
            List<String> allowedOrigins, boolean screen) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Api[enabled=" + enabled + ", port=" + port + ", bind=" + bind.getHostAddress()
                    + ", token=" + (token.isPresent() ? "set" : "not set") + ", allowedOrigins=" + allowedOrigins
                    + ", screen=" + screen + "]";
        }
    }

    /**
     * Which keyboards and mice are the player's, where Fermata reads the devices themselves.
     *
     * @param only patterns of their names; empty for all
     * @param except patterns of those that are left alone
     */
    public record Devices(List<Glob> only, List<Glob> except) {
    }

    /**
     * How clients pause.
     *
     * @param mode for a client that does not say
     * @param gracefulTimeout how long a graceful pause waits until it is in force
     */
    public record Pause(PauseMode mode, Duration gracefulTimeout) {
    }

    /** What becomes of clients' actions during a pause. */
    public record Buffer(int size, Duration maxAge) {
    }

    /** The thresholds above which an alert is raised; CPU in percent of one core. */
    public record Alerts(double pauseMs, double resumeMs, double statusMs, double cpuPercent, double memoryMb) {
    }

    /**
     * What the player sees and hears without a terminal.
     *
     * @param volume of the sounds, from 0 to 1
     */
    public record Present(Overlay overlay, SoundsOf sounds, double volume, NotificationsOf notifications,
            boolean tray) {
        /** Whether there is any of it. */
        public boolean isAskedFor() {
            return overlay.corner() != OverlayCorner.OFF || sounds != SoundsOf.OFF
                    || notifications != NotificationsOf.OFF || tray;
        }
    }

    /**
     * The badge over the game.
     *
     * @param text whether it has words
     * @param size of its letters in pixels
     * @param opacity from 0 to 1
     */
    public record Overlay(OverlayCorner corner, boolean text, int size, double opacity) {
    }

    /**
     * What is spoken with.
     *
     * @param command the program with its arguments, where the engine is one; not empty then
     * @param voice of the system; empty for the usual one
     * @param volume from 0 to 1
     * @param device part of the name of the sound device; empty for the usual one
     * @param talk keys while one of which is down nothing is heard
     * @param important words that make a viewer's comment important
     * @param pipeline what is done before and after
     * @param cache how sounds are kept
     * @param served what voices of servers need
     */
    public record Speech(SpeechEngine engine, List<String> command, String voice, double volume, String device,
            List<String> important, Set<Key> talk, Pipeline pipeline, Cache cache, Served served) {
        /** Whether a text sounds the same with another one, and comes from the same place. */
        public boolean soundsLike(Speech other) {
            return engine == other.engine && command.equals(other.command) && voice.equals(other.voice)
                    && pipeline.equals(other.pipeline) && cache.equals(other.cache) && served.equals(other.served);
        }
    }

    /**
     * What voices of servers need.
     *
     * @param address where the servers of those voices are that do not say it themselves
     * @param key what such a server wants to know
     * @param voices of voices.toml; none unless one of them is to speak
     */
    public record Served(Optional<ServerAddress> address, Optional<SecretReference> key, VoiceBook voices) {
    }

    /**
     * What is done with a text before it is spoken and with its sound before it is heard.
     *
     * @param before in this order; each once
     * @param after in this order; each once
     * @param prefix what is said before each text; may be empty
     * @param background the path of a WAV file that plays behind what is said
     * @param backgroundVolume of how loud it is, from 0 to 1
     */
    public record Pipeline(List<BeforeStep> before, List<AfterStep> after, String prefix, Optional<String> background,
            double backgroundVolume) {
    }

    /**
     * When what clients send over {@code /session} is cut; see {@code segment.SegmentLimits}.
     *
     * @param maxBytes a segment with more than that ends
     */
    public record Segments(Duration maxDuration, Duration pause, Duration timeout, long maxBytes, Duration guard,
            Duration window) {
    }

    /**
     * How the microphone is listened to.
     *
     * @param keys with which commands are given
     * @param device part of the name of the microphone; empty for the usual one
     * @param confidence how sure a recogniser has to be, from 0 to 1, where a command does not say
     * @param silence so long nothing is said at the end of an utterance
     * @param longest an utterance that is as long ends
     * @param tail for how long after our own speech nothing is listened to
     */
    public record Listen(ListenMode mode, Set<Key> keys, String device, Recogniser recogniser, double confidence,
            Duration silence, Duration longest, Duration tail) {
        /** The same with other keys. */
        public Listen withKeys(Set<Key> others) {
            return new Listen(mode, others, device, recogniser, confidence, silence, longest, tail);
        }
    }

    /**
     * What understands what is said.
     *
     * @param command the program with its arguments, where it is one; not empty then
     * @param address where the server is, where it is one; there then
     * @param key what the server wants to know
     * @param model of a server its name, of pocketsphinx its folder
     * @param language that the server is told
     */
    public record Recogniser(RecogniserKind kind, List<String> command, Optional<ServerAddress> address,
            Optional<SecretReference> key, Optional<String> model, Optional<String> language) {
    }

    /**
     * How sounds are kept that were made.
     *
     * @param on whether they are
     * @param bytes that all of them may use
     * @param age how long one stays that is not used
     */
    public record Cache(boolean on, long bytes, Duration age) {
    }

    /**
     * What is answered of a live stream.
     *
     * @param on whether anything is
     * @param viewers whether viewers may have something played
     * @param book by what rules; of stream.toml, if anything is
     */
    public record Stream(boolean on, boolean viewers, StreamBook book) {
        /** The same, but for whether viewers may have something played. */
        public Stream withViewers(boolean may) {
            return new Stream(on, may, book);
        }
    }

    /**
     * How what happens is kept.
     *
     * @param on whether it is
     * @param bytes that it may use
     * @param age how long it is kept
     */
    public record History(boolean on, long bytes, Duration age) {
    }

    /**
     * The Redis server that is told what happens, and from which commands are taken.
     *
     * @param address empty where there is none
     * @param events the channel on which events go out
     * @param commands the channel from which commands are taken; another one
     * @param allowed those that are taken; none: nobody listens there
     * @param user empty for the usual one
     * @param certificate the path of the certificate, in PEM, by which the server, or who has issued its own, is known;
     *                    empty where that is one that Java knows
     */
    public record Bridge(Optional<RedisAddress> address, String events, String commands, Set<BridgeCommand> allowed,
            Optional<String> user, Optional<SecretReference> password, Optional<String> certificate) {

        /** Without the password. */
        @Override
        public String toString() {
            return address.map(RedisAddress::toString).orElse("none") + " " + allowed;
        }
    }

    /** The session's number: the one that was given, else this process's id. */
    public long sessionId() {
        return givenSessionId.orElseGet(() -> ProcessHandle.current().pid());
    }
}
