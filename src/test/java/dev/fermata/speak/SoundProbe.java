package dev.fermata.speak;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event.SpeechNews;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
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

    private final Clock clock = new SystemClock();
    private final Recording recording = new Recording(clock);
    private final BlockingQueue<Event.Speech> events = new LinkedBlockingQueue<>();
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
            @Override
            public void ask(long id, String text, Listener listener) {
                listener.sounds(id, noise(text));
            }

            @Override
            public void cancel(long id) {
                // It is made already.
            }
        };
        Worker[] made = new Worker[1];
        queue = new SpeechQueue(clock, bus, new LinePlayer(new SoundLines(""), 1, message -> say("told", message)),
                voice, "noise", () -> made[0].wake());
        worker = new Worker("speech", queue, clock, Throwable::printStackTrace);
        made[0] = worker;
        worker.start();
        queue.heed(Stillness.NONE, Optional.empty());
    }

    /** Which noise is said by the text: a name and milliseconds. */
    private static Sound noise(String text) {
        Random random = new Random(text.hashCode());
        short[] samples = new short[(int) (Stage.lengthMillis(text) * RATE / 1_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((random.nextBoolean() ? 1 : -1) * (1_000 + random.nextInt(8_000)));
        }
        return new Sound(samples, RATE);
    }

    private static void say(String name, Object value) {
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
            case "order" -> probe.order();
            case "lost" -> probe.lost();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    /** A sound, heard whole: sample for sample. */
    private void whole() throws Exception {
        recording.start();
        speak("warm 100", 5);
        await(SpeechNews.DONE);
        for (int i = 0; i < 3; i++) {
            TimeUnit.MILLISECONDS.sleep(300);
            long asked = clock.nanos();
            int before = recording.length();
            speak("whole" + i + " 1500", 5);
            await(SpeechNews.DONE);
            TimeUnit.MILLISECONDS.sleep(300);
            short[] heard = trimmed(recording.from(before));
            say("length" + i, heard.length);
            parts(heard, noise("whole" + i + " 1500").samples()).forEach(each -> say("part", Arrays.toString(each)));
            say("equal" + i, Arrays.equals(heard, noise("whole" + i + " 1500").samples()));
            say("first_ms" + i, (recording.timeOf(recording.firstLoud(before)) - asked) / MS);
        }
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
        List<Long> late = new ArrayList<>();
        for (long at : asked) {
            int index = recording.indexAt(at);
            if (System.getenv("SHOW") != null) {
                say("asked", index - begin);
            }
            late.add((recording.timeOf(recording.silentFrom(index)) - at) / 1_000);
        }
        late.sort(null);
        say("silent_p50_us", late.get(times / 2));
        say("silent_p95_us", late.get(times * 95 / 100));
        say("silent_worst_us", late.get(times - 1));
        List<int[]> parts = parts(recording.from(begin), noise(text).samples());
        if (System.getenv("SHOW") != null) {
            parts.forEach(each -> say("part", Arrays.toString(each) + " to " + (each[2] + each[1] - each[0])));
        }
        List<Integer> errors = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            errors.add(parts.get(i)[0] - parts.get(i - 1)[1]);
        }
        errors.sort(null);
        say("parts", parts.size());
        say("error_samples_least", errors.get(0));
        say("error_samples_p50", errors.get(errors.size() / 2));
        say("error_samples_most", errors.get(errors.size() - 1));
    }

    /** An item that is interrupted by a better one, which is heard whole, and goes on. */
    private void order() throws Exception {
        recording.start();
        int begin = recording.length();
        speak("low 1000", 10);
        await(SpeechNews.STARTED);
        TimeUnit.MILLISECONDS.sleep(400);
        speak("high 500", -5);
        await(SpeechNews.DONE);
        await(SpeechNews.DONE);
        TimeUnit.MILLISECONDS.sleep(200);
        short[] heard = recording.from(begin);
        List<int[]> low = parts(heard, noise("low 1000").samples());
        List<int[]> high = parts(heard, noise("high 500").samples());
        say("low_parts", low.size());
        say("low_error", low.get(1)[0] - low.get(0)[1]);
        say("low_begin", low.get(0)[0]);
        say("low_end", low.get(1)[1]);
        say("high_parts", high.size());
        say("high_begin", high.get(0)[0]);
        say("high_end", high.get(0)[1]);
        say("order", low.get(0)[2] < high.get(0)[2] && high.get(0)[2] < low.get(1)[2]);
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
        say("back", Arrays.equals(trimmed(recording.from(begin)), noise("back 500").samples()));
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

    /** Where parts of a sound stand in a recording: from which to which of its samples, and where in the recording. */
    private static List<int[]> parts(short[] heard, short[] sound) {
        List<int[]> parts = new ArrayList<>();
        int next = 0;
        int i = 0;
        while (i + 8 < heard.length) {
            int at = heard[i] == 0 ? -1 : find(sound, Math.max(0, next - RATE / 5), next + RATE / 5, heard, i);
            if (at < 0) {
                i++;
                continue;
            }
            int from = at;
            int place = i;
            while (i < heard.length && at < sound.length && heard[i] == sound[at]) {
                i++;
                at++;
            }
            // What swells before it is of the sound too, quieter.
            int swelled = 0;
            while (swelled < from && place - swelled > 0 && heard[place - swelled - 1] != 0
                    && Math.abs(heard[place - swelled - 1]) <= Math.abs(sound[from - swelled - 1])
                    && (heard[place - swelled - 1] > 0) == (sound[from - swelled - 1] > 0)) {
                swelled++;
            }
            parts.add(new int[] {from - swelled, at, place});
            next = at;
        }
        return parts;
    }

    private static int find(short[] sound, int from, int to, short[] heard, int index) {
        for (int at = from; at < Math.min(to, sound.length - 8); at++) {
            int same = 0;
            while (same < 8 && sound[at + same] == heard[index + same]) {
                same++;
            }
            if (same == 8) {
                return at;
            }
        }
        return -1;
    }

    /** What the server's device plays, with the time of each sample. */
    private static final class Recording {
        private final Clock clock;
        private final short[] samples = new short[RATE * 240];
        private int length;
        /** When the first sample was played: the earliest that any read tells. */
        private long origin = Long.MAX_VALUE;

        Recording(Clock clock) {
            this.clock = clock;
        }

        void start() throws IOException, InterruptedException {
            Process process = new ProcessBuilder("parec", "-d", "t.monitor", "--raw", "--format=s16le",
                    "--rate=" + RATE,
                    "--channels=1", "--latency-msec=5").redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Thread reader = new Thread(() -> read(process.getInputStream()), "recording");
            reader.setDaemon(true);
            reader.start();
            while (length() < RATE / 10) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        private void read(InputStream in) {
            byte[] block = new byte[4_096];
            try {
                int odd = 0;
                int got;
                while ((got = in.read(block, odd, block.length - odd)) > 0) {
                    add(block, odd + got);
                    odd = (odd + got) % 2;
                    block[0] = odd == 1 ? block[got] : block[0];
                }
            } catch (IOException e) {
                say("recording", e);
            }
        }

        private synchronized void add(byte[] block, int bytes) {
            for (int i = 0; i + 1 < bytes; i += 2) {
                samples[length++] = (short) (block[i] & 0xff | block[i + 1] << 8);
            }
            origin = Math.min(origin, clock.nanos() - nanos(length));
        }

        private static long nanos(long count) {
            return count * 1_000_000_000L / RATE;
        }

        synchronized int length() {
            return length;
        }

        synchronized short[] from(int index) {
            return Arrays.copyOfRange(samples, index, length);
        }

        synchronized long timeOf(int index) {
            return origin + nanos(index);
        }

        synchronized int indexAt(long nanos) {
            return (int) ((nanos - origin) / 1_000 * RATE / 1_000_000);
        }

        synchronized int firstLoud(int from) {
            int i = from;
            while (samples[i] == 0) {
                i++;
            }
            return i;
        }

        /** The first sample from that one on after which nothing is heard for 50 ms. */
        synchronized int silentFrom(int from) {
            int last = from;
            for (int i = from; i < Math.min(length, last + RATE / 20); i++) {
                if (samples[i] != 0) {
                    last = i + 1;
                }
            }
            return last;
        }
    }
}
