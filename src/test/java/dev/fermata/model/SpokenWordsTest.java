package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '"', value = {
        "drink potion > drink potion",
        "\"  Drink,  POTION. \" > drink potion",
        "Drink-potion! > drink potion",
        "don’t stop > don't stop",
        "'quoted' words > quoted words",
        "rock 'n' roll > rock n roll",
        "ÄRGER > ärger",
        "cafe\u0301 > caf\u00e9",
        "slot 1 > slot 1",
        "(music) > music",
        "\"...\" > \"\"",
        "... > \"\"",
        "' > \"\"",
    })
    void whatSoundsAlikeIsTheSame(String text, String words) {
        assertEquals(words, SpokenWords.of(text));
    }

    @Test
    void aWordMoreOrLessIsAnotherText() {
        assertEquals("please drink potion", SpokenWords.of("Please, drink potion"));
        assertEquals("drinkpotion", SpokenWords.of("drinkpotion"));
    }

    @Property(tries = 300)
    void theWordsOfWordsAreThese(@ForAll String text) {
        String words = SpokenWords.of(text);
        assertEquals(words, SpokenWords.of(words));
        assertTrue(words.isEmpty() || words.matches("[\\p{L}\\p{M}\\p{Nd}']+( [\\p{L}\\p{M}\\p{Nd}']+)*"), words);
    }

    @Test
    void findsWhatNobodySays() {
        assertEquals(OptionalInt.empty(), SpokenWords.unspeakable("don't go-on, cafe\u0301 一 1".replace(",", "")));
        assertEquals(OptionalInt.of(4), SpokenWords.unspeakable("100 % life"));
        assertEquals(OptionalInt.of(0), SpokenWords.unspeakable("\ud83d\ude00 smile"));
        assertEquals(OptionalInt.of(5), SpokenWords.unspeakable("go on\there"));
    }
}
