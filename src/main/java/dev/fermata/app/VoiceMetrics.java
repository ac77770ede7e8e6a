package dev.fermata.app;

import dev.fermata.model.VoiceFigures;
import dev.fermata.observe.MetricsText;
import dev.fermata.observe.MetricsText.Family;
import java.util.List;
import java.util.Map;

/** How voices have done, as metrics. Durations are in seconds. */
final class VoiceMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    private VoiceMetrics() {
    }

    /** @param voices each of another name, or on another server */
    static void write(MetricsText text, List<VoiceFigures> voices) {
        Family requests = text.counter("fermata_voice_requests", "What came of asking each voice for a sound.");
        for (VoiceFigures voice : voices) {
            requests.sample(voice.made(), labels(voice, "made"));
            for (Map.Entry<String, Long> failed : voice.failed().entrySet()) {
                requests.sample(failed.getValue(), labels(voice, failed.getKey()));
            }
        }
        Family mean = text.gauge("fermata_voice_mean_seconds", "seconds", "How long a sound took on average.");
        voices.forEach(voice -> mean.sample(voice.meanNanos() / NANOS_PER_SECOND, labels(voice)));
        Family rest = text.gauge("fermata_voice_rest_seconds", "seconds",
                "For how long each voice is not asked, for it has failed.");
        voices.forEach(voice -> rest.sample(voice.restNanos() / NANOS_PER_SECOND, labels(voice)));
    }

    private static String[] labels(VoiceFigures voice) {
        return new String[] {"voice", voice.name(), "server", voice.server()};
    }

    private static String[] labels(VoiceFigures voice, String outcome) {
        return new String[] {"voice", voice.name(), "server", voice.server(), "outcome", outcome};
    }
}
