package dev.fermata.cli;

import dev.fermata.app.ListenTrial;
import java.io.PrintWriter;

/** Shows people what a microphone hears: a line whenever speech begins or ends, and one every few seconds. */
final class LevelLine implements ListenTrial.Listener {
    /** Frames of 30 ms: three seconds. */
    private static final int FRAMES = 100;
    private static final int BAR = 30;
    /** What is quieter is hardly understood: about -46 dB. */
    private static final double QUIET = 0.005;
    private static final double FLOOR_DB = -60;

    private final PrintWriter out;
    private int frames;
    private int voiced;
    private double loudest;

    LevelLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void tell(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void level(double level, boolean isVoiced) {
        frames++;
        voiced += isVoiced ? 1 : 0;
        loudest = Math.max(loudest, level);
        if (frames == FRAMES) {
            tell(line(loudest, (double) voiced / frames));
            frames = 0;
            voiced = 0;
            loudest = 0;
        }
    }

    /** @param share of the frames that have voice */
    static String line(double loudest, double share) {
        double db = loudest <= 0 ? FLOOR_DB : Math.max(FLOOR_DB, 20 * Math.log10(loudest));
        int length = (int) Math.round(BAR * (1 - db / FLOOR_DB));
        return "[" + "#".repeat(length) + " ".repeat(BAR - length) + "] %4.0f dB, speech %3.0f %%".formatted(db,
                100 * share) + (share > 0 && loudest < QUIET ? ": quiet, turn the microphone up" : "");
    }
}
