package dev.fermata.config.stream;

/** What kind of server has a language model. */
public enum ModelKind {
    /** Ollama, by its own interface. */
    OLLAMA("ollama"),
    /** What answers as OpenAI's chat completions do. */
    OPENAI("openai");

    private final String word;

    ModelKind(String word) {
        this.word = word;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return word;
    }
}
