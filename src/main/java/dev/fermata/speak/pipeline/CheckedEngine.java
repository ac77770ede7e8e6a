package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;

/** Looks at what another engine answers before anybody hears it, and makes it fit to be heard. */
final class CheckedEngine implements Engine {
    private final Engine engine;
    private final Pipeline pipeline;

    CheckedEngine(Engine engine, Pipeline pipeline) {
        this.engine = engine;
        this.pipeline = pipeline;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        return pipeline.finished(engine.make(text), text);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String identity() {
        return engine.identity() + " | " + pipeline.identityOfEach();
    }
}
