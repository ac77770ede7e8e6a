package dev.fermata.app.doctor;

import dev.fermata.app.ListenTrial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whether what is said would be heard and understood: the microphone and the recogniser. Nothing is listened to. */
final class ListenChecks {
    static final String MICROPHONE = "microphone";
    static final String RECOGNISER = "recogniser";

    private static final int DEVICE_SECONDS = 3;
    /** A server may take a while. */
    private static final int RECOGNISER_SECONDS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private ListenChecks() {
    }

    /** Where nothing is to be listened to, nothing is opened. */
    static List<Finding> examine(ListenTrial trial) {
        if (!trial.isOn()) {
            return List.of(Finding.fine(MICROPHONE, "not needed, listen.microphone is off"));
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "listen-trial");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return List.of(
                    microphone(SpeechChecks.within(DEVICE_SECONDS, threads, () -> {
                        trial.tryDevice();
                        return 0L;
                    })),
                    recogniser(trial, SpeechChecks.within(RECOGNISER_SECONDS, threads, trial::tryRecogniser)));
        } finally {
            threads.shutdownNow();
        }
    }

    static Finding microphone(SpeechChecks.Outcome outcome) {
        return outcome.trouble().isEmpty() ? Finding.fine(MICROPHONE, "can be opened")
                : Finding.degraded(MICROPHONE, "no voice command would be heard: " + outcome.trouble(),
                        SpeechChecks.soundServers() + "'fermata listen --devices' lists what can be used; listen.device"
                                + " in the settings file names one");
    }

    private static Finding recogniser(ListenTrial trial, SpeechChecks.Outcome outcome) {
        try {
            return recogniser(trial.recogniser(), outcome);
        } catch (IOException e) {
            return recogniser(RECOGNISER, outcome);
        }
    }

    static Finding recogniser(String name, SpeechChecks.Outcome outcome) {
        if (outcome.trouble().isEmpty()) {
            double millis = outcome.nanos() / NANOS_PER_MILLI;
            return Finding.fine(RECOGNISER, name + ", looked at half a second in " + Math.round(millis) + " ms")
                    .with(Map.of("look_ms", millis));
        }
        return Finding.degraded(RECOGNISER, "no voice command would be understood: " + outcome.trouble(),
                outcome.trouble().contains("pocketsphinx") ? "'sudo apt install pocketsphinx pocketsphinx-en-us'"
                        + " (Debian, Ubuntu), or another [listen] recogniser in the settings file"
                        : "'fermata listen --test' tries it again; [listen] in the settings file names another");
    }
}
