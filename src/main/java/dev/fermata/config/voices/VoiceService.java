package dev.fermata.config.voices;

/** What kind of server makes a voice's sounds. */
public enum VoiceService {
    /** GPT-SoVITS, its {@code api_v2}. */
    GPT_SOVITS("gpt-sovits"),
    /** What speaks as OpenAI's speech endpoint does. */
    OPENAI("openai");

    private final String word;

    VoiceService(String word) {
        this.word = word;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return word;
    }
}
