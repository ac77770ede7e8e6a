package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.VoiceFigures;
import dev.fermata.observe.MetricsText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceMetricsTest {
    @Test
    void eachVoiceTellsWhatCameOfIt() {
        MetricsText text = new MetricsText();
        VoiceMetrics.write(text, List.of(
                new VoiceFigures("ann", "http://127.0.0.1:9880", 5, 3, Map.of("silence", 2L), 800_000_000L,
                        5_000_000_000L),
                new VoiceFigures("espeak-ng", "", 1, 1, Map.of(), 48_000_000L, 0)));
        String all = text.finish();
        String ann = "{voice=\"ann\",server=\"http://127.0.0.1:9880\"";
        for (String line : List.of("fermata_voice_requests_total" + ann + ",outcome=\"made\"} 3",
                "fermata_voice_requests_total" + ann + ",outcome=\"silence\"} 2",
                "fermata_voice_mean_seconds" + ann + "} 0.8", "fermata_voice_rest_seconds" + ann + "} 5",
                "fermata_voice_mean_seconds{voice=\"espeak-ng\",server=\"\"} 0.048")) {
            assertTrue(all.contains(line + "\n"), line + " in " + all);
        }
    }
}
