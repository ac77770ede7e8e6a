package dev.fermata.listen;

import dev.fermata.listen.engine.PocketSphinx;
import dev.fermata.listen.sound.Microphone;
import dev.fermata.listen.sound.MicrophoneInputs;
import dev.fermata.segment.CutReason;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.pipeline.LiveDetector;
import dev.fermata.speak.sound.LinePlayer;
import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.SoundLines;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process whose microphone is the monitor of a test's sound server: it plays there what a player says, two voices in
 * turn, and what nobody says, and prints what it understood as {@code name=value}.
 */
final class ListenProbe {
    static final List<String> COMMANDS = List.of("take a rest", "resume the game", "stop everything", "drink a potion",
            "health potion", "mana potion", "go back home", "cast the shield", "drop the torch", "open the map",
            "next target", "auto attack on", "use the red flask", "mount up", "follow me", "hold position",
            "save the game", "repair my armor", "summon the dragon", "change weapon");
    private static final List<String> VOICES = List.of("en-us", "en-gb");
    private static final int RATE = Utterance.RATE;
    private static final double CONFIDENCE = 0.5;
    private static final long MS = 1_000_000;
    /** On a busy machine; that it is sooner else is asked for by the times. */
    private static final int MOST_SECONDS = 8;

    private final Clock clock = new SystemClock();
    private final BlockingQueue<String> understood = new LinkedBlockingQueue<>();
    private final List<Long> fromSilence = new ArrayList<>();
    private final List<Long> fromEnd = new ArrayList<>();
    private final List<Long> own = new ArrayList<>();
    private final Random random = new Random(7);
    private final Listening listening;
    private final Recognising recognising;
    private final Worker worker;

    private ListenProbe() throws Exception {
        PocketSphinx sphinx = new PocketSphinx(clock, Optional.empty(), Grammar.of(COMMANDS),
                message -> say("told", message));
        // The first of all reads the dictionary and loads what is needed.
        sphinx.recognise(new Utterance(new short[RATE], 0, 0, CutReason.IS_FINAL));
        // What the recogniser itself takes is not our own.
        long[] took = new long[1];
        Recogniser timed = new Recogniser() {
            @Override
            public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
                long begun = clock.nanos();
                Optional<Heard> heard = sphinx.recognise(utterance);
                took[0] = clock.nanos() - begun;
                return heard;
            }

            @Override
            public String name() {
                return sphinx.name();
            }

            @Override
            public void close() {
                sphinx.close();
            }
        };
        long[] cut = new long[1];
        recognising = new Recognising(timed, new Recognising.Listener() {
            @Override
            public void recognised(Utterance utterance, Optional<Heard> heard) {
                long now = clock.nanos();
                Optional<Heard> sure = heard.filter(each -> each.confidence() >= CONFIDENCE);
                sure.ifPresent(each -> {
                    fromSilence.add(now - each.endedNanos());
                    fromEnd.add(now - cut[0]);
                    own.add(now - cut[0] - took[0]);
                    understood.add(each.text());
                });
                if (System.getenv("SHOW") != null) {
                    say("heard", heard + " " + utterance.length().toMillis() + " ms " + utterance.reason());
                }
            }

            @Override
            public void cannot(Utterance utterance, String reason) {
                say("cannot", reason);
            }
        });
        Microphone microphone = new Microphone(new MicrophoneInputs(""), UtteranceGate.FRAME,
                new Microphone.Listener() {
                    @Override
                    public void lost(String message) {
                        say("lost", message);
                    }

                    @Override
                    public void back(String message) {
                        say("back", message);
                    }
                });
        UtteranceGate gate = new UtteranceGate(new UtteranceGate.Limits(Duration.ofMillis(400), Duration.ofSeconds(8),
                Duration.ofMillis(400)), false);
        listening = new Listening(clock, microphone, () -> LiveDetector.best(message -> say("told", message)), gate,
                utterance -> {
                    cut[0] = clock.nanos();
                    recognising.add(utterance);
                });
        worker = new Worker("listen", listening, clock, Throwable::printStackTrace);
    }

    private static void say(String name, Object value) {
        System.out.println(name + "=" + value);
        System.out.flush();
    }

    private short[] spoken(String text, String voice) throws Exception {
        Engine engine = SystemVoice.espeak(clock, voice);
        return Resampler.to(engine.make(text), RATE).samples();
    }

    /** Mixed with noise so many dB quieter, which goes on for as long after it. */
    private short[] noisy(short[] sound, double quieter, int more) {
        double squares = 0;
        for (short each : sound) {
            squares += (double) each * each;
        }
        double amplitude = Math.sqrt(squares / sound.length) * Math.pow(10, -quieter / 20);
        short[] mixed = Arrays.copyOf(sound, sound.length + more);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = clip(mixed[i] + amplitude * random.nextGaussian());
        }
        return mixed;
    }

    private static short clip(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }

    private short[] clicks(int count) {
        short[] sound = new short[count * RATE / 6];
        for (int i = 0; i < count; i++) {
            int at = i * RATE / 6 + random.nextInt(RATE / 20);
            for (int k = 0; k < RATE / 40; k++) {
                sound[at + k] = clip(9_000 * random.nextGaussian() * Math.exp(-k / 60.0));
            }
        }
        return sound;
    }

    private void play(short[] sound) throws Exception {
        Process player = new ProcessBuilder("pacat", "--playback", "-d", "t", "--raw", "--format=s16le",
                "--rate=" + RATE, "--channels=1", "--latency-msec=30").redirectErrorStream(true).start();
        ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(sound);
        try (OutputStream out = player.getOutputStream()) {
            out.write(bytes.array());
        }
        player.waitFor();
    }

    /** Waits until what was said has been understood, or not; returns all that was. */
    private List<String> heard(int seconds) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (String next = understood.poll(seconds, TimeUnit.SECONDS); next != null;
                next = understood.poll(100, TimeUnit.MILLISECONDS)) {
            all.add(next);
        }
        return all;
    }

    private void commands() throws Exception {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < COMMANDS.size(); i++) {
            short[] sound = spoken(COMMANDS.get(i), VOICES.get(i % VOICES.size()));
            // Every second pair is clean, the others have noise.
            play(i / 2 % 2 == 0 ? noisy(sound, 20, RATE / 10) : sound);
            List<String> heard = heard(MOST_SECONDS);
            boolean isRight = heard.equals(List.of(COMMANDS.get(i)));
            right += isRight ? 1 : 0;
            if (!isRight) {
                wrong.add(COMMANDS.get(i) + " -> " + heard);
            }
        }
        say("said", COMMANDS.size());
        say("right", right);
        say("wrong", wrong);
        say("silence_to_recognised_p95_ms", p95(fromSilence));
        say("end_to_recognised_p95_ms", p95(fromEnd));
        say("own_p95_us", quantile(own) / 1_000);
    }

    private static long quantile(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? Long.MAX_VALUE : sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }

    private static long p95(List<Long> nanos) {
        return quantile(nanos) / MS;
    }

    private void nothing() throws Exception {
        TimeUnit.SECONDS.sleep(2);
        say("of_silence", heard(1));
        play(noisy(new short[] {8_000, -8_000}, 12, 3 * RATE));
        say("of_noise", heard(2));
        play(clicks(18));
        say("of_clicks", heard(2));
        play(noisy(spoken("what time is it, and where is the cat", "en-us"), 30, RATE));
        play(noisy(spoken("thank you very much, see you tomorrow", "en-gb"), 30, RATE));
        say("of_other_talk", heard(2));
        Sound speech = new Sound(spoken("stop everything. drink a potion.", "en-us"), RATE);
        LinePlayer player = new LinePlayer(new SoundLines("", clock), 1, new LinePlayer.Listener() {
            @Override
            public void lost(String message) {
                say("lost", message);
            }

            @Override
            public void back(String message) {
                say("back", message);
            }
        });
        player.start(speech, 0, clock.nanos());
        listening.ownSpeech(true);
        while (!player.isOver(clock.nanos())) {
            clock.parkUntil(Math.min(player.step(clock.nanos()), clock.nanos() + 5 * MS));
        }
        player.stop(clock.nanos());
        listening.ownSpeech(false);
        say("of_our_own_speech", heard(2));
        player.close();
        play(noisy(spoken("open the map", "en-us"), 20, RATE / 10));
        say("after_our_own_speech", heard(MOST_SECONDS));
    }

    public static void main(String[] args) throws Exception {
        ListenProbe probe = new ListenProbe();
        probe.worker.start();
        TimeUnit.SECONDS.sleep(1);
        if (Arrays.asList(args).contains("commands")) {
            probe.commands();
        }
        if (Arrays.asList(args).contains("nothing")) {
            probe.nothing();
        }
        say("files", files());
        probe.worker.close();
        probe.listening.close();
        probe.recognising.close();
    }

    /** All that was written where this process may write. */
    private static String files() throws Exception {
        try (Stream<Path> found = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
            return found.filter(Files::isRegularFile).map(each -> each.getFileName().toString()).sorted()
                    .collect(Collectors.joining(","));
        }
    }
}
