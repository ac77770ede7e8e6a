package dev.fermata.speak.keep;

import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Has another engine make only what is not kept, and keeps what it makes. The key of a sound is of all that shapes
 * it: the text and the engine's identity.
 */
public final class KeepingEngine implements Engine {
    /** To be changed with the way in which sounds are kept. */
    private static final String VERSION = "1";

    private final Engine engine;
    private final KeptSounds kept;

    /** @param engine what makes the sounds, as they are to be kept */
    public KeepingEngine(Engine engine, KeptSounds kept) {
        this.engine = engine;
        this.kept = kept;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        String key = key(engine.identity(), text);
        Optional<Sound> found = kept.find(key);
        if (found.isPresent()) {
            return found.get();
        }
        Sound sound = engine.make(text);
        kept.keep(key, sound);
        return sound;
    }

    /** The MD5 that the seed names: it tells sounds apart and protects nothing. */
    static String key(String identity, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (String part : new String[] {VERSION, identity, text}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // With its length, so that no two sets of parts come to the same bytes.
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String identity() {
        return engine.identity();
    }
}
