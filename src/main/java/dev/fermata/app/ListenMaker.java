package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.config.settings.ListenMode;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.VoiceStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes what listens when a profile has voice commands and the settings want the microphone listened to; until then
 * nothing of it is loaded. {@link #load} and {@link #close} are called by one thread at a time, {@link #status} by any.
 */
final class ListenMaker implements AutoCloseable {
    private static final String OFF = "listen.microphone is off";
    private static final String NOTHING = "none";

    private final Agent agent;
    /** Those in force, but for the keys: which keys are listened to is settled at the start. */
    @GuardedBy("this")
    private Settings.Listen settings;
    @GuardedBy("this")
    private List<VoiceCommand> loaded = List.of();
    /** Null while there was nothing to listen for. */
    private volatile ListenService made;
    /** How many commands the profile in force has that nobody hears, for the microphone is off; -1 before the first. */
    private volatile int unheard = -1;
    @GuardedBy("this")
    private boolean closed;

    ListenMaker(Agent agent, Settings.Listen settings) {
        this.agent = agent;
        this.settings = settings;
    }

    /** Those that one talks to others with, and those that one talks to the agent with: it is silent for both. */
    static Set<Key> talkKeys(Settings settings) {
        Set<Key> keys = new HashSet<>(settings.speech().talk());
        keys.addAll(settings.listen().keys());
        return keys;
    }

    /** Has the commands of that profile listened for from now on, and no others. Waits for nothing. */
    synchronized void load(Profile profile) {
        loaded = profile.listenedFor();
        listen(loaded);
    }

    /** Listens as others say from now on, with the same keys, or not at all. */
    synchronized void change(Settings.Listen other) {
        Settings.Listen asked = other.withKeys(settings.keys());
        if (asked.equals(settings) || closed) {
            return;
        }
        settings = asked;
        if (made != null) {
            made.close();
            made = null;
        }
        unheard = -1;
        listen(loaded);
    }

    @GuardedBy("this")
    private void listen(List<VoiceCommand> listenedFor) {
        if (made != null) {
            made.load(listenedFor);
        } else if (settings.mode() == ListenMode.OFF) {
            unheard(listenedFor.size());
        } else if (!listenedFor.isEmpty()) {
            made = ListenService.start(agent, settings, listenedFor);
        }
    }

    private void unheard(int commands) {
        if (unheard < 0 && commands > 0) {
            agent.tell(new Event.Advice(agent.clock().nanos(), "the voice commands of the profile are not heard: " + OFF));
        }
        unheard = unheard < 0 && commands == 0 ? unheard : commands;
    }

    /** What is heard; empty as long as no profile has had anything to listen for. */
    Optional<ListenStatus> status() {
        ListenService service = made;
        if (service != null) {
            return Optional.of(service.status());
        }
        int commands = unheard;
        return commands < 0 ? Optional.empty() : Optional.of(new ListenStatus(Optional.of(OFF), NOTHING, NOTHING,
                new VoiceStatus(commands, Optional.empty(), 0, Map.of(), 0, 0, 0)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (made != null) {
            made.close();
        }
    }
}
