package dev.fermata.speak;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.pause.Stillness;
import dev.fermata.speak.sound.LinePlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.SoundLines;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that speaks on the sound server of a test and listens to that server: what ALSA plays on is said by a
 * process's environment. Its sounds are noise, so that each part of a recording tells which part of the sound it is.
 * Prints what it measured as {@code name=value}.
 */
final class SoundProbe {
    private static final int RATE = SoundServer.RATE;
    private static final long MS = 1_000_000;
    private static final double TONE_HERTZ = 200;
    private static final double TONE_LOUD = 8_000;

    private final Clock clock = new SystemClock();
    private final Recording recording = new Recording(clock);
    private final BlockingQueue<Event.Speech> events = new LinkedBlockingQueue<>();
    private final ExecutorService makers = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "makers");
        thread.setDaemon(true);
        return thread;
    });
    private final LinePlayer player;
    private final SpeechQueue queue;
    private final Worker worker;

    private SoundProbe() throws IOException {
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            @AllowConcurrentEvents
            public void on(Event.Speech event) {
                if (System.getenv("SHOW") != null) {
                    say(event.name(), event);
                }
                events.add(event);
            }
        });
        Voice voice = new Voice() {
            /** {@inheritDoc} On a thread of its own, as real ones do: the player's is not to be late. */
            @Override
            public void ask(long id, String text, Listener listener) {
                makers.execute(() -> listener.sounds(id, noise(text)));
            }

            @Override
            public void cancel(long id) {
                // It is made already.
            }
        };
        Worker[] made = new Worker[1];
        player = new LinePlayer(new SoundLines("", clock), 1, new LinePlayer.Listener() {
            @Override
            public void lost(String message) {
                say("told", message);
            }

            @Override
            public void back(String message) {
                say("mended", message);
            }
        });
        queue = new SpeechQueue(clock, bus, player, voice, "noise", () -> made[0].wake());
        worker = new Worker("speech", queue, clock, Throwable::printStackTrace);
        made[0] = worker;
        worker.start();
        queue.heed(Stillness.NONE, Optional.empty());
    }

    /** Which noise is said by the text: a name and milliseconds; a "tone" is none. */
    static Sound noise(String text) {
        if (text.startsWith("tone")) {
            return tone((int) (Stage.lengthMillis(text) * RATE / 1_000));
        }
        Random random = new Random(text.hashCode());
        short[] samples = new short[(int) (Stage.lengthMillis(text) * RATE / 1_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((random.nextBoolean() ? 1 : -1) * (1_000 + random.nextInt(8_000)));
        }
        return new Sound(samples, RATE);
    }

    private static Sound tone(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (TONE_LOUD * Math.sin(2 * Math.PI * TONE_HERTZ * i / RATE));
        }
        return new Sound(samples, RATE);
    }

    static void say(String name, Object value) {
        System.out.println(name + "=" + value);
        System.out.flush();
    }

    private void speak(String text, int priority) {
        queue.submit(new SpeechRequest(text, new SpeechPriority(priority), true, Duration.ofMinutes(1), "probe"));
    }

    private Event.Speech await(SpeechNews news) throws InterruptedException {
        while (true) {
            Event.Speech event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("no " + news);
            }
            if (event.news() == news) {
                return event;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        SoundProbe probe = new SoundProbe();
        switch (args[0]) {
            case "whole" -> probe.whole();
            case "interruptions" -> probe.interruptions(Integer.parseInt(args[1]));
            case "clicks" -> probe.clicks(Integer.parseInt(args[1]));
            case "ready" -> probe.ready(Integer.parseInt(args[1]));
            case "stale" -> probe.stale();
            case "random" -> new RandomSpeech(probe.queue, probe.player, probe.recording, probe.events, probe.clock)
                    .run(Duration.ofSeconds(Integer.parseInt(args[1])));
            case "order" -> probe.order();
            case "lost" -> probe.lost();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    /** Sounds, heard whole: sample for sample. */
    private void whole() throws Exception {
        recording.start();
        speak("warm 100", 5);
        await(SpeechNews.DONE);
        int equal = 0;
        for (int i = 0; i < 3; i++) {
            TimeUnit.MILLISECONDS.sleep(300);
            int before = recording.length();
            String text = "whole" + i + " 1500";
            speak(text, 5);
            await(SpeechNews.DONE);
            TimeUnit.MILLISECONDS.sleep(300);
            short[] heard = trimmed(recording.from(before));
            boolean same = Arrays.equals(heard, noise(text).samples());
            equal += same ? 1 : 0;
            if (!same) {
                say("different", text + ", " + heard.length + " samples: " + new Noise(noise(text).samples()).partsOf(heard));
            }
        }
        say("equal", equal);
    }

    /** An item, interrupted by holds: how long it is heard still, and what of it is lost or heard twice. */
    private void interruptions(int times) throws Exception {
        recording.start();
        Random random = new Random(1);
        int begin = recording.length();
        String text = "long " + times * 400;
        speak(text, 5);
        await(SpeechNews.STARTED);
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(100));
            asked.add(clock.nanos());
            queue.heed(Stillness.ALL, Optional.empty());
            await(SpeechNews.INTERRUPTED);
            TimeUnit.MILLISECONDS.sleep(150);
            queue.heed(Stillness.NONE, Optional.empty());
            await(SpeechNews.RESUMED);
        }
        TimeUnit.MILLISECONDS.sleep(300);
        tellSilences(asked, begin);
        List<Noise.Part> parts = new Noise(noise(text).samples()).partsOf(recording.from(begin));
        if (System.getenv("SHOW") != null) {
            parts.forEach(each -> say("part", each));
        }
        List<Integer> errors = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            errors.add(Math.abs(parts.get(i).from() - parts.get(i - 1).end()));
        }
        errors.sort(null);
        say("parts", parts.size());
        say("error_samples_p50", errors.get(errors.size() / 2));
        say("error_samples_p95", errors.get(errors.size() * 95 / 100));
        say("error_samples_most", errors.get(errors.size() - 1));
        say("ran_dry", player.gaps());
    }

    /** A tone, interrupted by holds: how large the largest step from one sample to the next is around each. */
    private void clicks(int times) throws Exception {
        recording.start();
        String text = "tone " + times * 400;
        speak(text, 5);
        await(SpeechNews.STARTED);
        Random random = new Random(2);
        List<Integer> from = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            TimeUnit.MILLISECONDS.sleep(60 + random.nextInt(60));
            from.add(recording.length());
            queue.heed(Stillness.ALL, Optional.empty());
            await(SpeechNews.INTERRUPTED);
            TimeUnit.MILLISECONDS.sleep(60);
            queue.heed(Stillness.NONE, Optional.empty());
            await(SpeechNews.RESUMED);
        }
        TimeUnit.MILLISECONDS.sleep(200);
        from.add(recording.length());
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            steps.add(largestStep(recording.from(from.get(i)), from.get(i + 1) - from.get(i)));
        }
        steps.sort(null);
        say("step_of_the_tone", largestStep(noise("tone 100").samples(), RATE / 10));
        say("step_p50", steps.get(times / 2));
        say("step_p95", steps.get(times * 95 / 100));
        say("step_most", steps.get(times - 1));
        say("ran_dry", player.gaps());
    }

    private static int largestStep(short[] samples, int length) {
        int largest = 0;
        for (int i = 1; i < length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }

    /** Items whose sounds are made already: from the request to their first samples at the server. */
    private void ready(int times) throws Exception {
        recording.start();
        speak("warm 100", 5);
        await(SpeechNews.DONE);
        Random random = new Random(3);
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(200));
            int before = recording.length();
            long asked = clock.nanos();
            speak("ready" + i + " 60", 5);
            await(SpeechNews.DONE);
            TimeUnit.MILLISECONDS.sleep(30);
            late.add((recording.timeOf(recording.firstLoud(before)) - asked) / 1_000);
        }
        late.sort(null);
        say("first_p50_us", late.get(times / 2));
        say("first_p95_us", late.get(times * 95 / 100));
        say("first_worst_us", late.get(times - 1));
    }

    /** An item that is skipped in its middle, and at once another: nothing of the first is heard in it. */
    private void stale() throws Exception {
        recording.start();
        int begin = recording.length();
        speak("skipped 3000", 5);
        await(SpeechNews.STARTED);
        TimeUnit.MILLISECONDS.sleep(500);
        queue.submit(Stage.request("next 1000", 5));
        queue.drop(1, "skipped");
        await(SpeechNews.DONE);
        TimeUnit.MILLISECONDS.sleep(200);
        short[] heard = recording.from(begin);
        List<Noise.Part> next = new Noise(noise("next 1000").samples()).partsOf(heard);
        List<Noise.Part> skipped = new Noise(noise("skipped 3000").samples()).partsOf(heard);
        Noise.Part lastSkipped = skipped.get(skipped.size() - 1);
        Noise.Part lastNext = next.get(next.size() - 1);
        int after = lastNext.place() + lastNext.end();
        say("next_begin", next.get(0).from());
        say("next_end", lastNext.end());
        say("before", lastSkipped.place() + lastSkipped.end() <= next.get(0).place());
        say("after", largestStep(Arrays.copyOfRange(heard, after, heard.length), heard.length - after));
    }

    private void tellSilences(List<Long> asked, int begin) {
        List<Long> late = new ArrayList<>();
        for (long at : asked) {
            int index = recording.indexAt(at);
            if (System.getenv("SHOW") != null) {
                say("asked", index - begin);
            }
            late.add((recording.timeOf(recording.silentFrom(index)) - at) / 1_000);
        }
        late.sort(null);
        say("silent_p50_us", late.get(late.size() / 2));
        say("silent_p95_us", late.get(late.size() * 95 / 100));
        say("silent_worst_us", late.get(late.size() - 1));
    }

    /** An item that is interrupted by a better one, which is heard whole, and goes on; again where the line ran dry. */
    private void order() throws Exception {
        recording.start();
        for (int i = 0; i < 4; i++) {
            int begin = recording.length();
            long dry = player.gaps();
            String low = "low" + i + " 1000";
            String high = "high" + i + " 500";
            speak(low, 10);
            await(SpeechNews.STARTED);
            TimeUnit.MILLISECONDS.sleep(400);
            speak(high, -5);
            await(SpeechNews.DONE);
            await(SpeechNews.DONE);
            TimeUnit.MILLISECONDS.sleep(200);
            if (player.gaps() == dry) {
                tellOrder(new Noise(noise(low).samples()).partsOf(recording.from(begin)),
                        new Noise(noise(high).samples()).partsOf(recording.from(begin)));
                return;
            }
        }
    }

    private static void tellOrder(List<Noise.Part> low, List<Noise.Part> high) {
        say("low_parts", low.size());
        say("low_error", low.get(1).from() - low.get(0).end());
        say("low_begin", low.get(0).from());
        say("low_end", low.get(1).end());
        say("high_parts", high.size());
        say("high_begin", high.get(0).from());
        say("high_end", high.get(0).end());
        say("order", low.get(0).place() < high.get(0).place() && high.get(0).place() < low.get(1).place());
    }

    /** The server goes away and comes back; the test does that at what is printed here. */
    private void lost() throws Exception {
        speak("first 20000", 5);
        await(SpeechNews.STARTED);
        TimeUnit.MILLISECONDS.sleep(500);
        say("kill", "now");
        // Heard no more, but over in time.
        System.in.read();
        long before = clock.nanos();
        queue.drop(1, "gone on");
        await(SpeechNews.DROPPED);
        say("dropped_ms", (clock.nanos() - before) / MS);
        speak("silent 300", 5);
        await(SpeechNews.DONE);
        say("silent", "done");
        System.in.read();
        TimeUnit.NANOSECONDS.sleep(LinePlayer.LOOK_AGAIN.toNanos());
        recording.start();
        int begin = recording.length();
        speak("back 500", 5);
        await(SpeechNews.DONE);
        TimeUnit.MILLISECONDS.sleep(300);
        short[] heard = trimmed(recording.from(begin));
        say("back", Arrays.equals(heard, noise("back 500").samples()));
        say("back_parts", heard.length + " samples: " + new Noise(noise("back 500").samples()).partsOf(heard));
    }

    private static short[] trimmed(short[] heard) {
        int first = 0;
        int end = heard.length;
        while (first < end && heard[first] == 0) {
            first++;
        }
        while (end > first && heard[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(heard, first, end);
    }
}
