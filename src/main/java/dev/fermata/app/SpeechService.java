package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.SpeechControl;
import dev.fermata.control.TooMuchException;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechState;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceFigures;
import dev.fermata.speak.DynamicPriority;
import dev.fermata.speak.SpeechQueue;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.Voices;
import dev.fermata.speak.sound.LinePlayer;
import dev.fermata.speak.sound.SoundLines;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an agent speaks with: the queue on a thread of its own, {@code speech}, the engine and the player that the
 * settings ask for. Thread-safe.
 */
final class SpeechService implements SpeechControl, AutoCloseable {
    private static final String PART = "speech";
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Agent agent;
    private volatile Settings.Speech settings;
    private final Voices voices;
    private final LinePlayer player;
    private final SpeechQueue queue;
    private volatile SpeechEngines engines;
    /** Those before, by which something may be being made still; of whoever changes and closes. */
    private Optional<SpeechEngines> retired = Optional.empty();
    private final Worker worker;
    private final ChangeBudget changes = ChangeBudget.ofClients();

    /** Begins at once; a hold that is on silences it from the start. */
    SpeechService(Agent agent, Settings.Speech settings) {
        this.agent = agent;
        this.settings = settings;
        engines = engines(settings);
        Engine engine = engines.make();
        voices = new Voices(engine);
        player = new LinePlayer(new SoundLines(settings.device(), agent.clock()), settings.volume(), new Told());
        queue = new SpeechQueue(agent.clock(), agent.core().bus(), player, voices, engine.name(), this::wake);
        worker = new Worker(PART, queue, agent.clock(), failure -> agent.report(PART, failure));
        agent.core().ledger().listen(Scope.SPEECH, queue);
        agent.watch(PART, worker);
        worker.start();
    }

    /** A device that goes is a failure, and one that comes back its mending. */
    private final class Told implements LinePlayer.Listener {
        @Override
        public void lost(String message) {
            agent.tell(PART, message);
        }

        @Override
        public void back(String message) {
            agent.tell(new Event.Recovered(agent.clock().nanos(), PART, message, true));
        }
    }

    private SpeechEngines engines(Settings.Speech wanted) {
        return new SpeechEngines(agent.clock(), wanted, message -> agent.tell(PART, message));
    }

    /** Speaks as others say, from the next sound on that is made. One thread at a time, as {@link #close}. */
    void change(Settings.Speech other) {
        Settings.Speech before = settings;
        settings = other;
        player.setVolume(other.volume());
        if (!before.device().equals(other.device())) {
            player.use(new SoundLines(other.device(), agent.clock()));
        }
        if (!before.soundsLike(other)) {
            retired.ifPresent(SpeechEngines::close);
            retired = Optional.of(engines);
            engines = engines(other);
            Engine engine = engines.make();
            voices.use(engine);
            queue.spokenBy(engine.name());
        }
    }

    /** Says nothing of what there is. */
    void dropAll(String reason) {
        queue.dropAll(reason);
    }

    private void wake() {
        // What wakes it while it is wired is stepped when its thread begins.
        Worker made = worker;
        if (made != null) {
            made.wake();
        }
    }

    @Override
    public SpeechAnswer say(Wanted wanted) {
        requireBudget();
        SpeechPriority priority = wanted.priority()
                .or(() -> wanted.act().map(act -> DynamicPriority.of(act, wanted.text(), settings.important(),
                        queue.status().state() == SpeechState.IDLE)))
                .orElse(SpeechPriority.NORMAL);
        return queue.submit(new SpeechRequest(wanted.text(), priority, wanted.resumes(), wanted.expiry(),
                wanted.from()));
    }

    /** Has something spoken that the agent itself wants to say. */
    SpeechAnswer submit(SpeechRequest request) {
        return queue.submit(request);
    }

    /** Ends an item of the agent's own, if it is not over. */
    void dropOwn(long id, String reason) {
        queue.drop(id, reason);
    }

    @Override
    public boolean drop(long id, String reason) {
        requireBudget();
        return queue.drop(id, reason);
    }

    @Override
    public SpeechStatus status() {
        return queue.status();
    }

    @Override
    public List<VoiceFigures> voices() {
        return engines.figures();
    }

    private void requireBudget() {
        if (!changes.take(agent.clock().nanos())) {
            throw new TooMuchException(TooMuchException.What.CHANGES,
                    "clients have asked for speech too often in the last seconds");
        }
    }

    @Override
    public void close() {
        if (worker.stop(STOP_WAIT)) {
            player.close();
        }
        voices.close();
        retired.ifPresent(SpeechEngines::close);
        engines.close();
    }
}
