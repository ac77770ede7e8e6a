package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.VoiceTrial;
import dev.fermata.app.doctor.SpeechChecks.Outcome;
import dev.fermata.config.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechChecksTest {
    @TempDir Path folder;

    private List<Finding> examine(String speech) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.toml"), "[speech]\n" + speech);
        return SpeechChecks.examine(new VoiceTrial(SettingsLoader.load(new SettingsLoader.Sources(file,
                Optional.empty(), Map.of(), List.of())).settings().speech()));
    }

    @Test
    void aMachineThatIsToSpeakNothingNeedsNothing() throws Exception {
        List<Finding> found = examine("engine = \"off\"");
        assertEquals(List.of(Finding.fine("voice", "not needed, speech.engine is off")), found);
    }

    @Test
    void aVoiceThatIsNotThereIsToldWithWhatMendsIt() throws Exception {
        Finding voice = examine("engine = \"command\"\ncommand = [\"/no/such/program\"]").get(0);
        assertEquals(Verdict.DEGRADED, voice.verdict());
        assertTrue(voice.detail().startsWith("nothing would be spoken: /no/such/program cannot be started"),
                voice::detail);
        assertTrue(SpeechChecks.voice("espeak-ng", new Outcome(0, "it is not there")).advice()
                .startsWith("'sudo apt install espeak-ng'"));
    }

    @Test
    void aServerThatDoesNotAnswerIsToldAndIsNoReasonToBeSilent() throws Exception {
        Files.writeString(folder.resolve("voices.toml"), """
                [[voice]]
                name = "alice"
                engine = "gpt-sovits"
                address = "http://127.0.0.1:1"
                ref_audio_path = "a.wav"
                prompt_lang = "en"
                """);
        Finding servers = examine("engine = \"gpt-sovits\"").get(0);
        assertEquals(Verdict.DEGRADED, servers.verdict());
        assertTrue(servers.detail().startsWith("other voices speak in the place of theirs: http://127.0.0.1:1 (alice):"
                + " cannot be used: no connection to 127.0.0.1:1"), servers::detail);
    }

    @Test
    void whatWorksSaysHowLongItTook() {
        Finding voice = SpeechChecks.voice("espeak-ng", new Outcome(48_200_000, ""));
        assertEquals("espeak-ng made a word in 48 ms", voice.detail());
        assertEquals(Map.of("word_ms", 48.2), voice.figures());
        Finding device = SpeechChecks.device("by PulseAudio's library", new Outcome(0, ""));
        assertEquals(Verdict.FINE, device.verdict());
        assertTrue(device.detail().contains("PulseAudio"), device::detail);
    }

    @Test
    void aDeviceThatCannotBeOpenedIsToldWithWhy() {
        Finding device = SpeechChecks.device("", new Outcome(0, "no sound device can be used (none)"));
        assertEquals(Verdict.DEGRADED, device.verdict());
        assertEquals("nothing would be heard: no sound device can be used (none)", device.detail());
    }
}
