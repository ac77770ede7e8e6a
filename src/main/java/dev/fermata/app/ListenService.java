package dev.fermata.app;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.listen.VoiceCommands;
import dev.fermata.model.ListenStatus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What an agent listens with: the microphone, the recogniser that the settings ask for, and the voice commands of the
 * profile in force. While that has none the microphone is given back. Thread-safe.
 */
final class ListenService implements AutoCloseable {
    private final Agent agent;
    private final Settings.Listen settings;
    private final VoiceCommands commands;
    private final NewestRecogniser recogniser = new NewestRecogniser();
    private final Ears ears;
    private volatile Runnable unwatch = () -> { };
    @GuardedBy("this")
    private Optional<String> lost = Optional.empty();
    @GuardedBy("this")
    private Optional<String> cannot = Optional.empty();
    @GuardedBy("this")
    private List<VoiceCommand> loaded = List.of();
    /** What of our own speech sounds; 0 for nothing. By the thread that delivers events. */
    private volatile long sounding;

    private ListenService(Agent agent, Settings.Listen settings) {
        this.agent = agent;
        this.settings = settings;
        VoiceActs acts = new VoiceActs(agent.core(),
                text -> agent.speech().service().ifPresent(service -> service.submit(VoiceActs.spoken(text))));
        commands = new VoiceCommands(agent.clock(), agent.core().bus(), acts,
                new VoiceCommands.Rules(settings.confidence(), settings.keys()), new Random(), this::wake);
        ears = new Ears(agent.clock(), settings, recogniser, new Told(), commands,
                message -> agent.tell(new Event.Advice(agent.clock().nanos(), message)),
                failure -> agent.report(Ears.PART, failure));
    }

    /** One that listens for those, from now on. */
    static ListenService start(Agent agent, Settings.Listen settings, List<VoiceCommand> listenedFor) {
        ListenService service = new ListenService(agent, settings);
        service.load(listenedFor);
        agent.core().bus().register(service);
        service.unwatch = agent.watch(Ears.PART, service.ears.worker());
        return service;
    }

    private void wake() {
        // What wakes it while it is wired is stepped when its thread begins.
        Ears made = ears;
        if (made != null) {
            made.worker().wake();
        }
    }

    /** Has those listened for and no others; waits for nothing. */
    void load(List<VoiceCommand> listenedFor) {
        commands.load(listenedFor);
        synchronized (this) {
            if (listenedFor.equals(loaded)) {
                return;
            }
            loaded = listenedFor;
        }
        if (!listenedFor.isEmpty()) {
            Optional<String> failed = Optional.empty();
            try {
                recogniser.replace(Recognisers.make(agent.clock(), settings.recogniser(), commands.grammar(),
                        message -> agent.tell(new Event.Advice(agent.clock().nanos(), message))));
            } catch (RecogniserException e) {
                failed = Optional.of(e.getMessage());
                agent.tell(Ears.PART, "nothing is understood: " + e.getMessage());
            }
            synchronized (this) {
                cannot = failed;
            }
        }
        ears.prepare();
        ears.rest(listenedFor.isEmpty());
    }

    /** Takes an event; never waits. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        commands.happened(event);
        if (event instanceof Event.Speech speech) {
            spoke(speech);
        } else if (event instanceof Event.TalkKey talk) {
            ears.key(!Collections.disjoint(talk.activeKeys(), settings.keys()));
        }
    }

    private void spoke(Event.Speech speech) {
        switch (speech.news()) {
            case STARTED, RESUMED -> {
                sounding = speech.id();
                ears.ownSpeech(true);
            }
            case INTERRUPTED, DONE, DROPPED, FAILED -> {
                if (sounding == speech.id()) {
                    sounding = 0;
                    ears.ownSpeech(false);
                }
            }
            case QUEUED, REFUSED -> { }
        }
    }

    private final class Told implements Ears.Listener {
        @Override
        public void recognised(Utterance utterance, Optional<Heard> heard) {
            synchronized (ListenService.this) {
                cannot = Optional.empty();
            }
            heard.ifPresent(commands::heard);
        }

        @Override
        public void cannot(Utterance utterance, String reason) {
            boolean first;
            synchronized (ListenService.this) {
                first = cannot.isEmpty();
                cannot = Optional.of(reason);
            }
            if (first) {
                agent.tell(Ears.PART, "nothing is understood: " + reason);
            }
        }

        @Override
        public void lost(String message) {
            synchronized (ListenService.this) {
                lost = Optional.of(message);
            }
            agent.tell(Ears.PART, message);
        }

        @Override
        public void back(String message) {
            synchronized (ListenService.this) {
                lost = Optional.empty();
            }
            agent.tell(new Event.Recovered(agent.clock().nanos(), Ears.PART, message, true));
        }
    }

    /** How it stands. */
    synchronized ListenStatus status() {
        Optional<String> whyNot = loaded.isEmpty() ? Optional.of("the profile has no voice commands")
                : lost.or(() -> cannot);
        return new ListenStatus(whyNot, settings.device().isEmpty() ? "the usual microphone" : settings.device(),
                recogniser.name(), commands.status());
    }

    @Override
    public void close() {
        unwatch.run();
        agent.core().bus().unregister(this);
        ears.close();
    }

    /** The recogniser of the grammar in force. One that is replaced is closed by who asks, between two utterances. */
    private static final class NewestRecogniser implements Recogniser {
        @GuardedBy("this")
        private Recogniser newest;
        @GuardedBy("this")
        private Recogniser used;

        synchronized void replace(Recogniser other) {
            if (newest != null && newest != used) {
                newest.close();
            }
            newest = other;
        }

        private synchronized Optional<Recogniser> take() {
            if (used != null && used != newest) {
                used.close();
            }
            used = newest;
            return Optional.ofNullable(used);
        }

        @Override
        public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
            Optional<Recogniser> one = take();
            return one.isPresent() ? one.get().recognise(utterance) : Optional.empty();
        }

        @Override
        public void prepare() {
            take().ifPresent(Recogniser::prepare);
        }

        @Override
        public synchronized String name() {
            return newest == null ? "none" : newest.name();
        }

        @Override
        public void close() {
            take().ifPresent(Recogniser::close);
        }
    }
}
