package dev.fermata.speak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of texts before they are spoken. */
class TextStepsTest {
    private static String one(Step<List<String>> step, String text, Language language) throws Exception {
        return String.join("|", step.apply(List.of(text), new Said(text, language)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, value = {
        "ｈｅｌｌｏ　ｗｏｒｌｄ;hello world", "ﬁre;fire", "①;1", "  a\t b  c ;a b c",
        "a\u0007b;a b", "a\u200Bb\u202Ec;abc", "\uD83D\uDC4B hi \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67!;hi !",
        "thumbs \uD83D\uDC4D\uD83C\uDFFD up;thumbs up", "flag \uD83C\uDDE9\uD83C\uDDEA;flag", "I \u2764\uFE0F it;I it",
        "wow!!!!! really???;wow! really?", "wait... what;wait… what", "*** gg ***;gg", "==== x ====;x",
        "20°C;20°C", "你好！！欢迎，朋友？;你好！欢迎，朋友？", "你好１２３;你好123", "5 − 3;5 − 3",
        "\uD83D\uDC4B;''"})
    void normalises(String text, String expected) throws Exception {
        assertEquals(expected.equals("''") ? "" : expected, one(new Normalise(), text, Language.ENGLISH));
    }

    @Test
    void aLineBreakStaysOne() throws Exception {
        assertEquals("a\nb\nc", one(new Normalise(), "a\r\nb\n\n c\n", Language.ENGLISH));
    }

    @Test
    void aLoneSurrogateAndWhatUnicodeDoesNotKnowAreTakenOut() throws Exception {
        assertEquals("ab", one(new Normalise(), "a\uD800b\uFFFF\uE000", Language.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "50 %;50 percent", "50% off;50 percent off", "it is 3:2 now;it is 3 to 2 now", "at 12:30;at 12:30",
        "1,000 points;1000 points", "1,234,567.5;1234567.5", "1,2 or 3;1,2 or 3", "$5;5 dollars", "$1;1 dollar",
        "$5.50;5 dollars 50", "5 €;5 euros", "€20.00;20 euros", "it costs £3.;it costs 3 pounds.",
        "-5 degrees;minus 5 degrees", "3-1;3-1", "x-2;x-2", "+5 mana;plus 5 mana", "20 °C;20 degrees Celsius", "90°;90 degrees",
        "100 km/h;100 kilometers per hour",
        "5 km;5 kilometers", "20 ms;20 milliseconds", "12 msx;12 msx", "5×3;5 times 3", "5 + 3 = 8;5 + 3 equals 8",
        "HP<30;HP less than 30", "salt & pepper;salt and pepper", "#1;number 1", "#win;win",
        "see https://www.example.com/a/b?c=1, ok;see example dot com, ok", "www.twitch.tv;twitch dot tv",
        "http://x-y.co.uk;x-y dot co dot uk", "mail a.b@c.de now;mail a dot b at c dot de now",
        "end. Next;end. Next", "1.5;1.5", "v1.2.3;v1.2.3", "a → b;a b", "life low;life low"})
    void readsEnglishOut(String text, String expected) throws Exception {
        assertEquals(expected, one(new Numbers(), text, Language.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "50 %;50 Prozent", "es steht 3:2;es steht 3 zu 2", "um 12:30;um 12 Uhr 30", "um 8:00;um 8 Uhr",
        "1.000 Punkte;1000 Punkte", "1.234.567,5;1234567,5", "1,5;1,5", "5 €;5 Euro", "5,50 €;5 Euro 50", "-5;minus 5",
        "20 °C;20 Grad Celsius", "100 km/h;100 Kilometer pro Stunde", "5×3;5 mal 3", "HP<30;HP kleiner als 30",
        "Salz & Pfeffer;Salz und Pfeffer", "#1;Nummer 1", "www.beispiel.de;beispiel Punkt de",
        "a@b.de;a ät b Punkt de"})
    void readsGermanOut(String text, String expected) throws Exception {
        assertEquals(expected, one(new Numbers(), text, Language.GERMAN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "还有50%;还有百分之50", "比分3:2;比分3比2", "比分3：2;比分3比2", "12:30开始;12点30分开始", "8:00开始;8点整开始",
        "1,000个;1000个", "3.14;3点一四", "-5度;负5度", "¥5;5元", "$9.5;9点五美元", "20°C;20摄氏度", "5×3;5乘3", "#1;第1",
        "-2.5%;百分之负2点五"})
    void readsChineseOut(String text, String expected) throws Exception {
        assertEquals(expected, one(new Numbers(), text, Language.CHINESE).replace(" ", ""));
    }

    @Test
    void textsOfOtherLanguagesStayAsTheyAre() throws Exception {
        assertEquals("50 % de 1,000", one(new Numbers(), "50 % de 1,000", Language.OTHER));
    }

    @ParameterizedTest
    @CsvSource({"hello, '', ENGLISH", "'Du fährst', '', GERMAN", "das ist gut, '', GERMAN", "hello, de, GERMAN",
        "das ist gut, en-us, ENGLISH", "你好, '', CHINESE", "你好, de, CHINESE", "bonjour, fr, OTHER",
        "das ist gut, Microsoft Hedda, GERMAN", "hello, Samantha, ENGLISH", "日本, ja, OTHER", "hello, cmn, ENGLISH"})
    void guessesTheLanguage(String text, String voice, Language language) {
        assertEquals(language, Language.of(text, voice));
    }

    @Test
    void shortTextsStayWhole() throws Exception {
        assertEquals("Hi. How are you? Fine!", one(new Sentences(), "Hi. How are you? Fine!", Language.ENGLISH));
        assertEquals("a b", one(new Sentences(), "a\nb", Language.ENGLISH));
    }

    @Test
    void longTextsAreCutWhereSentencesEnd() throws Exception {
        String first = "Dr. Smith and Mr. Jones of the U. S. met on the 3. of May at about 3.5 km from here, e.g. at the old"
                + " mill near the river.";
        String second = "They talked for a long while about the weather, the harvest and what the neighbours had said of"
                + " it all!";
        String third = "Nobody there knew it, for nobody had asked them, and nobody ever would.";
        assertEquals(first + "|" + second + "|" + third,
                one(new Sentences(), first + " " + second + " " + third, Language.ENGLISH));
    }

    @Test
    void chineseNeedsNoBlank() throws Exception {
        String sentence = "今天我们一起去看看这个新的游戏到底有多好玩吧大家快来。";
        List<String> parts = new Sentences().apply(List.of(sentence.repeat(4)), new Said("", Language.CHINESE));
        assertEquals(List.of(sentence, sentence, sentence, sentence), parts);
    }

    @Test
    void noPartIsLongAndNothingIsLost() throws Exception {
        Random random = new Random(3);
        String signs = "abcdefgh  .,!?;:-0123456789äß你好。，！\n\"()…";
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(1_200);
            boolean blanks = random.nextBoolean();
            for (int i = 0; i < length; i++) {
                char sign = signs.charAt(random.nextInt(signs.length()));
                text.append(blanks || !Character.isWhitespace(sign) ? sign : 'x');
            }
            List<String> parts = new Sentences().apply(List.of(text.toString()), new Said("", Language.OTHER));
            assertEquals(text.toString().replaceAll("\\s", ""), String.join("", parts).replaceAll("\\s", ""));
            for (String part : parts) {
                assertTrue(new Said(part, Language.OTHER).letters(4) <= Sentences.LONGEST, part);
            }
        }
    }

    @Test
    void aPrefixIsSaidOnce() throws Exception {
        Step<List<String>> prefix = new Prefix("Attention:");
        assertEquals(List.of("Attention: a", "b"), prefix.apply(List.of("a", "b"), new Said("", Language.ENGLISH)));
        assertEquals(List.of(), prefix.apply(List.of(), new Said("", Language.ENGLISH)));
        assertEquals(List.of("a"), new Prefix("").apply(List.of("a"), new Said("", Language.ENGLISH)));
    }
}
