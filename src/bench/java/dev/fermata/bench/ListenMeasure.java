package dev.fermata.bench;

import dev.fermata.listen.Grammar;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Listening;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Recognising;
import dev.fermata.listen.Utterance;
import dev.fermata.listen.UtteranceGate;
import dev.fermata.listen.engine.PocketSphinx;
import dev.fermata.listen.sound.Inputs;
import dev.fermata.listen.sound.Microphone;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.pipeline.LiveDetector;
import dev.fermata.speak.sound.Resampler;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How soon a command is understood that espeak-ng speaks into a microphone of its own, with noise, and how many are;
 * that of a sound server is a test.
 */
final class ListenMeasure implements Measure {
    private static final SystemClock CLOCK = new SystemClock();
    private static final int RATE = Utterance.RATE;
    private static final double MS = 1e6;
    /** 20 dB below what espeak-ng speaks. */
    private static final double NOISE = 300;
    private static final double CONFIDENCE = 0.5;
    private static final List<String> VOICES = List.of("en-us", "en-gb");
    private static final List<String> COMMANDS = List.of("take a rest", "resume the game", "stop everything",
            "drink a potion", "health potion", "mana potion", "go back home", "cast the shield", "drop the torch",
            "open the map", "next target", "auto attack on", "use the red flask", "mount up", "follow me",
            "hold position", "save the game", "repair my armor", "summon the dragon", "change weapon");

    @Override
    public String name() {
        return "listen";
    }

    @Override
    public String about() {
        return "from the end of a spoken command until it is understood; needs espeak-ng and pocketsphinx";
    }

    /** Gives what is said as time passes, with noise all the time. */
    private static final class Room implements Inputs, Inputs.Input {
        private final Random random = new Random(3);
        private short[] said = new short[0];
        private int at;
        private long begun;
        private long given;

        synchronized void say(short[] sound) {
            said = sound;
            at = 0;
        }

        @Override
        public Input open() {
            begun = CLOCK.nanos();
            return this;
        }

        @Override
        public int rate() {
            return RATE;
        }

        @Override
        public synchronized int read(short[] into) {
            int count = (int) Math.min(into.length, (CLOCK.nanos() - begun) * RATE / 1_000_000_000L - given);
            for (int i = 0; i < count; i++) {
                double sample = (at < said.length ? said[at++] : 0) + NOISE * random.nextGaussian();
                into[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
            }
            given += count;
            return count;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }

    /** What the recogniser takes by itself is not ours. */
    private record Timed(Recogniser recogniser, List<Long> took) implements Recogniser {
        @Override
        public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
            long begun = CLOCK.nanos();
            Optional<Heard> heard = recogniser.recognise(utterance);
            took.add(CLOCK.nanos() - begun);
            return heard;
        }

        @Override
        public String name() {
            return recogniser.name();
        }

        @Override
        public void close() {
            recogniser.close();
        }
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int rounds = effort.pick(1, 4);
        BlockingQueue<Optional<Heard>> understood = new LinkedBlockingQueue<>();
        List<Long> took = new ArrayList<>();
        List<Long> cut = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        List<Long> own = new ArrayList<>();
        int right = 0;
        Room room = new Room();
        Recognising recognising = new Recognising(new Timed(new PocketSphinx(CLOCK, Optional.empty(),
                Grammar.of(COMMANDS), message -> { }), took), new Recognising.Listener() {
            @Override
            public void recognised(Utterance utterance, Optional<Heard> heard) {
                all.add(CLOCK.nanos() - cut.get(cut.size() - 1));
                own.add(all.get(all.size() - 1) - took.get(took.size() - 1));
                understood.add(heard);
            }

            @Override
            public void cannot(Utterance utterance, String reason) {
                throw new IllegalStateException(reason);
            }
        });
        Microphone microphone = new Microphone(room, UtteranceGate.FRAME, new Microphone.Listener() {
            @Override
            public void lost(String message) {
                throw new IllegalStateException(message);
            }

            @Override
            public void back(String message) {
                throw new IllegalStateException(message);
            }
        });
        Listening listening = new Listening(CLOCK, microphone, () -> LiveDetector.best(message -> { }),
                new UtteranceGate(new UtteranceGate.Limits(Duration.ofMillis(400), Duration.ofSeconds(8),
                        Duration.ofMillis(400)), false), utterance -> {
                            cut.add(CLOCK.nanos());
                            recognising.add(utterance);
                        });
        try (recognising; Worker worker = new Worker("listen", listening, CLOCK, Throwable::printStackTrace)) {
            recognising.prepare();
            worker.start();
            TimeUnit.SECONDS.sleep(2);
            for (int i = 0; i < rounds * COMMANDS.size(); i++) {
                String command = COMMANDS.get(i % COMMANDS.size());
                Engine voice = SystemVoice.espeak(CLOCK, VOICES.get(i / COMMANDS.size() % VOICES.size()));
                room.say(Resampler.to(voice.make(command), RATE).samples());
                Optional<Heard> heard = understood.poll(5, TimeUnit.SECONDS);
                right += heard != null && heard.filter(each -> each.text().equals(command)
                        && each.confidence() >= CONFIDENCE).isPresent() ? 1 : 0;
                understood.clear();
            }
        }
        int said = rounds * COMMANDS.size();
        return List.of(
                Row.alone(name(), "end of a command to understood, p95 (" + said + ")", "ms", p95(all),
                        new Target.AtMost(500)),
                Row.alone(name(), "of that our own, p95", "ms", p95(own), new Target.AtMost(30)),
                Row.alone(name(), "commands not understood, noise at 20 dB", "%", 100.0 * (said - right) / said,
                        new Target.AtMost(5)));
    }

    private static double p95(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1) / MS;
    }
}
