package dev.fermata.config.settings;

import java.util.Locale;

/** What makes the sounds of texts. */
public enum SpeechEngine {
    /** Nothing: nothing is spoken. */
    OFF,
    /** The system's own voice. */
    SYSTEM,
    /** A program that the settings name. */
    COMMAND,
    /** A voice of voices.toml that GPT-SoVITS has. */
    GPT_SOVITS,
    /** A voice of voices.toml that a server has which speaks as OpenAI's does. */
    OPENAI;

    /** As people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
