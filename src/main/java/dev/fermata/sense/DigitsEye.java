package dev.fermata.sense;

import java.util.List;

/**
 * Reads a number, or one and its maximum, out of learned characters. It says a number only when every character is like
 * one that was learned and clearly less like all others, none is cut off or missing in between, and the number is not
 * above its maximum; another maximum than before has to be seen twice.
 */
final class DigitsEye implements Eye {
    private static final int MOST_CHARACTERS = 15;
    /** How like a learned character one has to be, from 0 to 1, and how much less like any other. */
    private static final double LEAST_LIKENESS = 0.7;
    private static final double LEAST_LEAD = 0.07;
    /** A wider gap than this part of a character may hide one. */
    private static final double WIDEST_GAP = 0.9;

    private final List<Glyph> learned;
    private final Ink.Colours colours;
    private final int learnedHeight;
    private final int learnedWidth;

    private List<Shape> shapes = List.of();
    private Shape.Seen seen;
    private int widest;
    private Ink ink;
    private double confidence;
    private long maximum = -1;
    private long maximumSeen = -1;

    /** @param width of the region at which the characters were learned */
    DigitsEye(List<Glyph> learned, Ink.Colours colours, int width, int height) {
        this.learned = List.copyOf(learned);
        this.colours = colours;
        this.learnedWidth = width;
        this.learnedHeight = height;
        prepare(width, height);
    }

    private void prepare(int width, int height) {
        ink = new Ink(width, height);
        List<Glyph> sized = width == learnedWidth && height == learnedHeight ? learned
                : learned.stream().map(each -> each.scaled((double) width / learnedWidth,
                        (double) height / learnedHeight)).toList();
        widest = sized.stream().mapToInt(Glyph::width).max().orElse(1);
        shapes = sized.stream().map(Shape::new).toList();
        seen = new Shape.Seen(width, height);
    }

    @Override
    public void read(Picture now, int margin, Reading into) {
        if (now.width != ink.width || now.height != ink.height) {
            prepare(now.width, now.height);
        }
        int count = ink.find(now, colours);
        if (count == 0) {
            into.unknown(now.isBlack() ? Why.BLACK : Why.UNLIKE);
            return;
        }
        if (count < 0 || count > MOST_CHARACTERS) {
            into.unknown(Why.UNLIKE);
            return;
        }
        number(count, into);
    }

    private void number(int count, Reading into) {
        confidence = 1;
        long number = -1;
        long before = -1;
        int digits = 0;
        for (int i = 0; i < count; i++) {
            char is = character(i, count);
            boolean leadingZero = digits == 1 && number == 0;
            if (is == 0) {
                into.unknown(Why.UNLIKE, confidence);
                return;
            }
            if (is == '/' ? digits == 0 || before >= 0 : leadingZero) {
                into.unknown(Why.UNSURE, confidence);
                return;
            }
            if (is == '/') {
                before = number;
                digits = 0;
                number = -1;
            } else {
                number = Math.max(0, number) * 10 + is - '0';
                digits++;
            }
        }
        tell(before, number, digits, into);
    }

    private void tell(long before, long number, int digits, Reading into) {
        if (digits == 0 || digits > 12 || before >= 0 && (before > number || number == 0)) {
            into.unknown(Why.UNSURE, confidence);
        } else if (before < 0) {
            into.known(number, confidence);
        } else if (maximum >= 0 && number != maximum && number != maximumSeen) {
            maximumSeen = number;
            into.unknown(Why.UNSURE, confidence);
        } else {
            maximum = number;
            maximumSeen = number;
            into.known(before, number, confidence);
        }
    }

    /** Which one it is; 0 if that cannot be told. */
    private char character(int index, int count) {
        int left = ink.boxes[4 * index];
        int right = ink.boxes[4 * index + 2];
        boolean cut = left == 0 || right == ink.width;
        boolean gap = index > 0 && left - ink.boxes[4 * index - 2] > WIDEST_GAP * widest;
        if (cut || gap || isOffLine(index)) {
            confidence = 0;
            return 0;
        }
        seen.take(ink, index);
        double best = 0;
        double second = 0;
        char is = 0;
        for (int i = 0; i < shapes.size(); i++) {
            double like = seen.likeness(shapes.get(i), widest);
            char character = shapes.get(i).character();
            if (like > best) {
                second = character == is ? second : best;
                best = like;
                is = character;
            } else if (character != is) {
                second = Math.max(second, like);
            }
        }
        confidence = Math.min(confidence, best);
        return best >= LEAST_LIKENESS && best - second >= LEAST_LEAD ? is : 0;
    }

    /** Digits of one number stand on one line and are as high as each other; a slash may be higher. */
    private boolean isOffLine(int index) {
        int top = ink.boxes[1];
        int bottom = ink.boxes[3];
        int off = 1 + (bottom - top) / 8;
        return ink.boxes[4 * index + 1] > top + off || ink.boxes[4 * index + 3] < bottom - off;
    }
}
