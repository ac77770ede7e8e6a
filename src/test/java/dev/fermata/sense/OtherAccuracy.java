package dev.fermata.sense;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How well icons and digits are read on painted scenes. */
final class OtherAccuracy {
    /** @param wrong decisions or numbers; what is said to be unknown is none */
    record Count(String what, int scenes, int known, int wrong) {
        static String head() {
            return "| what | scenes | unknown | wrong |\n|---|---|---|---|";
        }

        double unknownPart() {
            return (double) (scenes - known) / Math.max(1, scenes);
        }

        @Override
        public String toString() {
            return String.format("| %s | %d | %.1f %% | %d |", what, scenes, 100 * unknownPart(), wrong);
        }

        Count plus(boolean isKnown, boolean isWrong) {
            return new Count(what, scenes + 1, known + (isKnown ? 1 : 0), wrong + (isWrong ? 1 : 0));
        }
    }

    private OtherAccuracy() {
    }

    private static Count none(String what) {
        return new Count(what, 0, 0, 0);
    }

    /** Icons: ready, nearly ready, and anywhere in their cooldown. */
    static List<Count> icons(int scenes) throws IOException {
        Reading reading = new Reading();
        Count[] counts = {none("icons, ready"), none("icons, a shade over 5 to 15 %"), none("icons, anywhere")};
        try (Painted painted = new Painted("icons", scenes)) {
            for (int i = 0; i < scenes; i++) {
                IconEye eye = new IconEye(painted.picture(), null);
                double cooling = painted.in.readDouble();
                Picture now = painted.picture();
                eye.read(now, eye.margin(), reading);
                boolean bad = reading.isKnown() && (reading.value() == 1) != (cooling == 0);
                counts[i % 3] = counts[i % 3].plus(reading.isKnown(), bad);
                if (Boolean.getBoolean("fermata.show") && (bad || !reading.isKnown())) {
                    System.out.println("icon " + now.width + " cooling " + cooling + " " + reading.why() + " "
                            + reading.value() + " " + reading.confidence());
                }
            }
        }
        return List.of(counts);
    }

    /** Numbers, most with their maximum; half of them with something over them. */
    static List<Count> digits(int scenes) throws IOException {
        Reading reading = new Reading();
        Count free = none("digits, free");
        Count covered = none("digits, with something over them");
        try (Painted painted = new Painted("digits", scenes)) {
            for (int i = 0; i < scenes; i++) {
                String written = painted.in.readUTF();
                Picture taught = painted.picture();
                String cover = painted.in.readUTF();
                int number = painted.in.readInt();
                int maximum = painted.in.readInt();
                Picture now = painted.picture();
                DigitsEye eye = eye(taught, written);
                if (eye == null) {
                    reading.unknown(Why.NOT_LEARNED);
                } else {
                    eye.read(now, 0, reading);
                }
                boolean bad = reading.isKnown() && (reading.value() != number || reading.maximum() != maximum);
                boolean isFree = cover.equals("NOTHING");
                free = isFree ? free.plus(reading.isKnown(), bad) : free;
                covered = isFree ? covered : covered.plus(reading.isKnown(), bad);
                if (Boolean.getBoolean("fermata.show") && (bad || !reading.isKnown())) {
                    System.out.println(cover + " " + number + "/" + maximum + " " + now.width + "x" + now.height + " "
                            + reading.why() + " " + reading.confidence() + ": " + reading.value() + "/"
                            + reading.maximum());
                }
            }
        }
        return List.of(free, covered);
    }

    /** Null where the characters cannot be told apart. */
    private static DigitsEye eye(Picture taught, String written) {
        Ink.Colours colours = Ink.Colours.of(taught);
        Ink ink = new Ink(taught.width, taught.height);
        if (ink.find(taught, colours) != written.length()) {
            return null;
        }
        List<Glyph> glyphs = new ArrayList<>();
        for (int i = 0; i < written.length(); i++) {
            glyphs.add(ink.glyph(i, written.charAt(i)));
        }
        return new DigitsEye(glyphs, colours, taught.width, taught.height);
    }
}
