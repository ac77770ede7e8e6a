package dev.fermata.record;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Takes of some random strokes, in which everything is released. */
final class Takes {
    private static final Key[] KEYS = {Key.Q, Key.W, Key.E, Key.LEFT_SHIFT, Key.MOUSE_LEFT};

    private Takes() {
    }

    static Take random(Random random) {
        List<Stroke> strokes = new ArrayList<>();
        strokes.add(new Stroke.Down(0, Key.Q));
        long at = 0;
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            at += random.nextInt(4) == 0 ? 0 : random.nextInt(200);
            Key key = KEYS[random.nextInt(KEYS.length)];
            strokes.add(random.nextBoolean() ? new Stroke.Down(at, key) : new Stroke.Up(at, key));
        }
        for (Key key : KEYS) {
            strokes.add(new Stroke.Up(at + 40, key));
        }
        return Take.of(new ArrayList<>(Take.possible(strokes)));
    }
}
