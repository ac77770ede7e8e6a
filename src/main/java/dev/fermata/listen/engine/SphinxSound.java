package dev.fermata.listen.engine;

import dev.fermata.listen.Utterance;
import dev.fermata.speak.pipeline.Level;
import dev.fermata.speak.sound.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * An utterance as pocketsphinx understands it best: as loud as its model is used to, with some noise, for without any
 * its gate and its model are both wrong (the model has been taught by recordings of rooms), and with a pause around.
 */
final class SphinxSound {
    /** About 24 dB below speech that has been levelled. */
    private static final double NOISE = 200;
    /** Samples: 1.2 s, longer than the program's own gate waits for more. */
    private static final int PAUSE = Utterance.RATE * 12 / 10;
    private static final int SEED = 1;

    private SphinxSound() {
    }

    /** Its samples, 16 bits each with the low byte first. @param twice whether it is there two times */
    static byte[] of(Utterance utterance, boolean twice) {
        short[] said = Level.levelled(new Sound(utterance.samples(), Utterance.RATE)).samples();
        int round = said.length + PAUSE;
        short[] all = new short[PAUSE + (twice ? 2 : 1) * round];
        for (int at = PAUSE; at < all.length; at += round) {
            System.arraycopy(said, 0, all, at, said.length);
        }
        Random random = new Random(SEED);
        ByteBuffer bytes = ByteBuffer.allocate(2 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short each : all) {
            double noisy = each + NOISE * random.nextGaussian();
            bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(noisy))));
        }
        return bytes.array();
    }
}
