package dev.fermata.bench;

import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.SourceDataLine;

/** A program that plays half a second on Java's own terms and gives the device back; or does not. */
final class BareSound {
    private static final int RATE = 48_000;

    private BareSound() {
    }

    /** @param arguments {@code with} or {@code without} */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("with")) {
            AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
            try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
                line.open(format, RATE / 25);
                line.start();
                line.write(new byte[RATE], 0, RATE);
            }
        }
        System.out.println("ready");
        TimeUnit.MINUTES.sleep(1);
    }
}
