package dev.fermata.stream;

import dev.fermata.model.Variants;
import dev.fermata.speak.VariantPicker;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Has each text said in another way than the last time. Bounded; confined to the room's lock. */
final class Pickers {
    /** Far more than rules have; those of rules that there are no more go with the others. */
    private static final int MOST = 500;

    private final RandomGenerator random;
    private final Map<Variants, VariantPicker> pickers = new HashMap<>();

    Pickers(RandomGenerator random) {
        this.random = random;
    }

    String next(Variants text) {
        if (pickers.size() > MOST) {
            pickers.clear();
        }
        return pickers.computeIfAbsent(text, each -> new VariantPicker(each, random)).next();
    }
}
