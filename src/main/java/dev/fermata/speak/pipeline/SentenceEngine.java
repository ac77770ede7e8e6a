package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has another engine make a long text sentence by sentence. A sentence that cannot be made is left out, and that is
 * told: it does not take the others with it. Where more than one cannot, or the only one, the text fails.
 */
final class SentenceEngine implements Engine {
    /** Silence between two sentences, beside what they end and begin with. */
    static final int REST_MS = 200;
    private static final int MOST_LEFT_OUT = 1;

    private final Engine engine;
    private final Pipeline pipeline;
    private final Consumer<String> tell;

    /** @param tell told, for people, of a sentence that was left out */
    SentenceEngine(Engine engine, Pipeline pipeline, Consumer<String> tell) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.tell = tell;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        List<String> passages = pipeline.passages(text);
        if (passages.isEmpty()) {
            throw new VoiceException("nothing of the text can be read aloud");
        }
        List<Sound> sounds = new ArrayList<>();
        int leftOut = 0;
        for (String passage : passages) {
            try {
                sounds.add(engine.make(passage));
            } catch (VoiceException e) {
                leftOut++;
                if (leftOut > MOST_LEFT_OUT || passages.size() == 1) {
                    throw e;
                }
                tell.accept("a sentence was left out, '" + passage + "': " + e.getMessage());
            }
        }
        return pipeline.whole(joined(sounds), text);
    }

    private static Sound joined(List<Sound> sounds) {
        if (sounds.size() == 1) {
            return sounds.get(0);
        }
        int rate = sounds.get(0).rate();
        int rest = rate * REST_MS / 1_000;
        List<Sound> alike = sounds.stream().map(each -> Resampler.to(each, rate)).toList();
        short[] all = new short[alike.stream().mapToInt(Sound::length).sum() + rest * (alike.size() - 1)];
        int at = 0;
        for (Sound each : alike) {
            System.arraycopy(each.samples(), 0, all, at, each.length());
            at += each.length() + rest;
        }
        return new Sound(all, rate);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String identity() {
        return engine.identity() + " | " + pipeline.identityOfAll();
    }
}
