package dev.fermata.config.voices;

import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.FileWording;
import dev.fermata.config.Problems;
import java.util.Map;

/** Tells what is wrong with the tables of voices.toml; keys are not shown. */
final class VoicesWording extends FileWording {
    /** What other programs call the same. */
    private static final Map<String, String> OTHER_NAMES = Map.of("speaker", "character", "speaker_id", "character",
            "url", "address", "prompt_language", "prompt_lang", "text_language", "text_lang", "refer_wav_path",
            "ref_audio_path", "api_key", "key");

    VoicesWording(Problems problems) {
        super(problems, VoicesSchema.ALL, OTHER_NAMES);
    }

    @Override
    protected String problem(Field<?> field, Fault fault) {
        if (field == VoicesSchema.KEY_VARIABLE) {
            return "this is not the name of an environment variable (it is not shown here)";
        }
        return super.problem(field, fault);
    }
}
