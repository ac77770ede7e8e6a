package dev.fermata.speak;

import dev.fermata.model.Variants;
import java.util.random.RandomGenerator;

/** Says a text in another way than the last time, as long as it has another. Not thread-safe. */
public final class VariantPicker {
    private static final int TRIES = 50;
    private static final int LISTED = 1_000;

    private final Variants variants;
    private final RandomGenerator random;
    private String last = "";

    /** @param random chooses */
    public VariantPicker(Variants variants, RandomGenerator random) {
        this.variants = variants;
        this.random = random;
    }

    /** The next text, chosen at random. */
    public String next() {
        String text = variants.pick(random);
        for (int i = 0; i < TRIES && text.equals(last); i++) {
            text = variants.pick(random);
        }
        if (text.equals(last)) {
            text = variants.all(LISTED).stream().filter(each -> !each.equals(last)).findFirst().orElse(last);
        }
        last = text;
        return text;
    }
}
