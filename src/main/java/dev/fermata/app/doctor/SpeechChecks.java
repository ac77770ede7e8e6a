package dev.fermata.app.doctor;

import dev.fermata.app.VoiceTrial;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Whether what 'fermata say' asks for would be heard: what makes the sounds, and the device. Nothing is played. */
final class SpeechChecks {
    static final String VOICE = "voice";
    static final String SERVERS = "servers of voices";
    static final String SOUND_DEVICE = "sound device";

    private static final int MOST_SECONDS = 3;
    /** Each server may take as long as it is tried, and a little more. */
    private static final int SECONDS_A_SERVER = 6;
    /** Of a climb over voices of servers, one of which may have to load its weights. */
    private static final int CLIMB_SECONDS = 60;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String WORD = "one";

    private SpeechChecks() {
    }

    /** A machine that speaks nothing is fine where nothing is to be spoken. */
    static List<Finding> examine(VoiceTrial trial) {
        if (!trial.isOn()) {
            return List.of(Finding.fine(VOICE, "not needed, speech.engine is off"));
        }
        ExecutorService threads = threads("speech-trial");
        try {
            List<Finding> found = new ArrayList<>();
            int voices = trial.voices().size();
            if (voices > 0) {
                found.add(servers(within(SECONDS_A_SERVER * voices, threads, () -> reach(trial))));
            }
            found.add(voice(trial.engine(), within(voices > 0 ? CLIMB_SECONDS : MOST_SECONDS, threads,
                    () -> trial.tryEngine(WORD))));
            AtomicReference<String> way = new AtomicReference<>("");
            Outcome opened = within(MOST_SECONDS, threads, () -> {
                way.set(trial.tryDevice());
                return 0L;
            });
            found.add(device(way.get(), opened));
            return found;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Tries something for so long at most, on a thread of its own of that name. */
    static Outcome alone(String thread, int seconds, Callable<Long> trial) {
        ExecutorService threads = threads(thread);
        try {
            return within(seconds, threads, trial);
        } finally {
            threads.shutdownNow();
        }
    }

    private static ExecutorService threads(String name) {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How it ended: what it measured, or why it failed. */
    record Outcome(long nanos, String trouble) {
    }

    /** Tries something for so long at most. */
    static Outcome within(int seconds, ExecutorService threads, Callable<Long> trial) {
        Future<Long> future = threads.submit(trial);
        try {
            return new Outcome(future.get(seconds, TimeUnit.SECONDS), "");
        } catch (ExecutionException e) {
            return new Outcome(0, e.getCause() instanceof IOException ? e.getCause().getMessage()
                    : e.getCause().toString());
        } catch (TimeoutException e) {
            return new Outcome(0, "no answer within " + seconds + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(0, "interrupted");
        } finally {
            future.cancel(true);
        }
    }

    private static long reach(VoiceTrial trial) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        if (!trial.reach(trial.voices(), told::add)) {
            throw new IOException(String.join("; ", told));
        }
        return 0;
    }

    static Finding servers(Outcome outcome) {
        return outcome.trouble().isEmpty() ? Finding.fine(SERVERS, "answer")
                : Finding.degraded(SERVERS, "other voices speak in the place of theirs: " + outcome.trouble(),
                        "a server that runs; 'fermata voices --test' asks again");
    }

    static Finding voice(String engine, Outcome outcome) {
        if (outcome.trouble().isEmpty()) {
            double millis = outcome.nanos() / NANOS_PER_MILLI;
            return Finding.fine(VOICE, engine + " made a word in " + Math.round(millis) + " ms")
                    .with(Map.of("word_ms", millis));
        }
        return Finding.degraded(VOICE, "nothing would be spoken: " + outcome.trouble(),
                engine.startsWith("espeak-ng") ? "'sudo apt install espeak-ng' (Debian, Ubuntu; other systems: the"
                        + " package espeak-ng), or another [speech] engine in the settings file"
                        : "'fermata voices --test' tries it again; [speech] in the settings file names another");
    }

    /** @param way by what it was opened */
    static Finding device(String way, Outcome outcome) {
        if (outcome.trouble().isEmpty()) {
            return Finding.fine(SOUND_DEVICE, "can be opened " + way);
        }
        return Finding.degraded(SOUND_DEVICE, "nothing would be heard: " + outcome.trouble(),
                soundServers() + "'fermata voices' lists what can be used; speech.device in the settings file names"
                        + " one");
    }

    /** What brings a sound server's devices, where that is needed. */
    static String soundServers() {
        return OperatingSystem.current() == OperatingSystem.LINUX ? "with PulseAudio 'sudo apt install"
                + " libasound2-plugins', with PipeWire 'sudo apt install pipewire-alsa'; " : "";
    }
}
