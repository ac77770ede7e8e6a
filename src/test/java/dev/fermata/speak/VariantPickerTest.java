package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantPickerTest {

    private static Variants read(String text) {
        return VariantSyntax.parse(text).variants().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a|b}", "{a|b|{c|d} e}", "x{|!}{|?}", "{a|{a|{a|{a|b}}}}"})
    void nothingIsSaidTwiceInARow(String text) {
        VariantPicker picker = new VariantPicker(read(text), new Random(7));
        Set<String> said = new TreeSet<>();
        String last = "";
        for (int i = 0; i < 500; i++) {
            String next = picker.next();
            assertNotEquals(last, next);
            said.add(next);
            last = next;
        }
        assertEquals(new TreeSet<>(read(text).all(99)), said);
    }

    /** A source that always chooses the first alternative. */
    @Test
    void whatChanceDoesNotFindIsLookedFor() {
        Random first = new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        };
        VariantPicker picker = new VariantPicker(read("{a|b} c"), first);

        assertEquals(List.of("a c", "b c", "a c"), List.of(picker.next(), picker.next(), picker.next()));
    }

    @Test
    void whatHasOneVariantIsSaidAgain() {
        VariantPicker picker = new VariantPicker(read("life low"), new Random(7));

        assertEquals(List.of("life low", "life low"), List.of(picker.next(), picker.next()));
    }
}
