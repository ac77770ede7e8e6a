package dev.fermata.speak.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that voices do not stumble over. */
class SimplerTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"life low|life low", "Thanks!!! <3 :-) 🎉🎉|Thanks! 3 :",
        "soooooo good...|soo good.", "谢谢老板！！！❤️（大哥）|谢谢老板！ 大哥", "a\t[b] {c}|a b c", "*** ###|''"})
    void hasNoSigns(String text, String simple) {
        assertEquals(simple, SimplerText.of(text));
    }
}
