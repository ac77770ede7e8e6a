package dev.fermata.stream.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of what a model writes is spoken, and when. */
class SentenceCutterTest {
    private static final int MOST = 1_000;

    private static List<String> cut(int most, boolean whole, String... parts) {
        SentenceCutter cutter = new SentenceCutter(most);
        List<String> all = new ArrayList<>();
        for (String part : parts) {
            all.addAll(cutter.take(part));
        }
        all.addAll(cutter.end(whole));
        return all;
    }

    private static String cut(String text) {
        return String.join(" | ", cut(MOST, true, text));
    }

    @Test
    void aSentenceIsThereAsSoonAsItIsSure() {
        SentenceCutter cutter = new SentenceCutter(MOST);
        assertEquals(List.of(), cutter.take("Hello"));
        assertEquals(List.of(), cutter.take(" Ann."));
        assertEquals(List.of(), cutter.take(" "));
        assertEquals(List.of("Hello Ann."), cutter.take("How"));
        assertEquals(List.of("How are you?"), cutter.take(" are you? I "));
        assertEquals(List.of("I am fine."), cutter.take("am fine.\nY"));
        assertEquals(List.of("Y"), cutter.end(true));
        SentenceCutter chinese = new SentenceCutter(MOST);
        assertEquals(List.of(), chinese.take("谢谢你的礼物！"));
        assertEquals(List.of("谢谢你的礼物！"), chinese.take("我们"));
        assertEquals(List.of("我们继续。"), chinese.take("继续。下"));
        assertEquals(List.of("下一关见！”"), chinese.take("一关见！”好"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', value = {
        "Dr. Who has 3.5 lives. Wow! ^ Dr. Who has 3.5 lives. | Wow!",
        "Use e.g. a potion. It heals 1.000 HP, approx. half. ^ Use e.g. a potion. | It heals 1.000 HP, approx. half.",
        "Der 3. Boss, z.B. Lord K. Müller, fällt. Gut. ^ Der 3. Boss, z.B. Lord K. Müller, fällt. | Gut.",
        "Wait... what?! Really. ^ Wait... | what?! | Really.",
        "“Stop!” he said. Then ^ “Stop!” | he said. | Then",
        "等等……什么？！真的 ^ 等等…… | 什么？！ | 真的",
        "他说：“好。”然后走了。再见 ^ 他说：“好。” | 然后走了。 | 再见",
        "Version 2.0.1 is on fermata.dev. Nice ^ Version 2.0.1 is on fermata.dev. | Nice"})
    void marksThatEndNothingEndNothing(String text, String sentences) {
        assertEquals(sentences, cut(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', value = {
        "**Great** shot, _Ann_! `GG` ~~no~~. ^ Great shot, Ann! | GG no.",
        "# Tips\\n- Dodge *left*.\\n* Heal\\n1) Win ^ Tips | Dodge left. | Heal | Win",
        "See [the guide](https://a.example/b?c=1) or https://x.example/y_zed. Bye. ^ See the guide or. | Bye.",
        "\uD83D\uDE00 Thanks\u2764\uFE0F! \uD83D\uDC4D\uD83C\uDFFD ^ Thanks!",
        "*waves* Hello there! ^ Hello there!",
        "*He waits. Then he smiles.* Hello! ^ Hello!",
        "(laughs) Nice one (really)! [sighs] Well ^ Nice one! | Well",
        "（笑）谢谢【鼓掌】你！（挥手） ^ 谢谢 你！",
        "Press R (the red one) now. ^ Press R (the red one) now.",
        "*Really* good, and *so* fast. ^ Really good, and so fast.",
        "5 * 3 is 15, and 2 * 2 is 4. Right? ^ 5 * 3 is 15, and 2 * 2 is 4. Right?",
        "We died :( Next try! :) ^ We died Next try!",
        "snake_case stays_so. <b>Bold</b> :smile: ^ snake_case stays_so. | Bold",
        "Do this: ```rm -rf. Now!``` and that. ^ Do this: | and that.",
        "Do this: ```rm -rf. Now! ^ Do this:",
        "... ^ ''", "\uD83C\uDF89\uD83C\uDF89 ^ ''"})
    void whatIsNotForReadingAloudIsLeftOut(String text, String sentences) {
        assertEquals(sentences, cut(text.replace("\\n", "\n")));
    }

    @Test
    void aBracketThatNeverClosesWaitsForNobody() {
        String begin = "Look (this never closes. ";
        SentenceCutter cutter = new SentenceCutter(MOST);
        assertEquals(List.of(), cutter.take(begin));
        List<String> all = cutter.take("And so it goes on. ".repeat(12));
        assertEquals("Look (this never closes.", all.get(0));
        assertEquals("And so it goes on.", all.get(1));
    }

    @Test
    void whatIsTooLongIsCutAtACommaElseAtABlankElseAnywhere() {
        String commas = "one, two three ".repeat(20);
        List<String> all = cut(MOST, true, commas);
        assertTrue(all.get(0).endsWith("one,"), all.get(0));
        assertTrue(all.stream().allMatch(each -> each.length() <= SentenceCutter.LONGEST_SENTENCE));
        assertTrue(cut(MOST, true, "word ".repeat(80)).get(0).endsWith("word"));
        assertEquals(List.of("x".repeat(200), "x".repeat(100)), cut(MOST, true, "x".repeat(300)));
        assertEquals(List.of("\uD840\uDC00".repeat(100), "\uD840\uDC00"), cut(MOST, true, "\uD840\uDC00".repeat(101)));
    }

    @Test
    void allTogetherIsNoLongerThanItMayBe() {
        SentenceCutter cutter = new SentenceCutter(20);
        assertEquals(List.of("One two three."), cutter.take("One two three. Four"));
        assertEquals(false, cutter.isFull());
        assertEquals(List.of(), cutter.take(" five six. Seven"));
        assertEquals(true, cutter.isFull());
        assertEquals(List.of(), cutter.take("x. y"));
        assertEquals(List.of(), cutter.end(true));
        assertEquals(List.of("One, two,"), cut(12, true, "One, two, three, four, five. Six"));
    }

    @Test
    void halfASentenceIsSaidOnlyIfThereIsNoOther() {
        assertEquals(List.of("One two."), cut(MOST, false, "One two. And then we"));
        assertEquals(List.of("One two.", "And then we."), cut(MOST, false, "One two. And then we."));
        assertEquals(List.of("And then we"), cut(MOST, false, "And then we"));
    }

    /** The same sentences come of a text however it is cut, whatever is in it. */
    @Test
    @Tag("long")
    void whereTheTextIsCutMeansNothing() {
        String[] bits = {"Hello", " ", " ", " ", ".", ". ", "! ", "?", "...", "\n", "。", "！", "”", "(", ")", "（笑）", "*",
            "**", "[", "]", "```", "`", "3.5", "Dr. ", "word", "长句子", "\uD83D\uDE00", ", ", "，", "http://a.b/c ", "_", ":)"};
        Random random = new Random(7);
        for (int game = 0; game < 20_000; game++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(random.nextInt(10) == 0 ? 200 : 30);
            for (int i = 0; i < length; i++) {
                text.append(bits[random.nextInt(bits.length)]);
            }
            List<String> parts = new ArrayList<>();
            for (int from = 0; from < text.length();) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(6));
                parts.add(text.substring(from, to));
                from = to;
            }
            int most = 20 + random.nextInt(300);
            boolean whole = random.nextBoolean();
            List<String> once = cut(most, whole, text.toString());
            assertEquals(once, cut(most, whole, parts.toArray(String[]::new)), () -> "of " + text);
            assertTrue(once.stream().mapToInt(each -> each.codePointCount(0, each.length())).sum() <= most);
            assertTrue(once.stream().allMatch(each -> each.length() <= SentenceCutter.LONGEST_SENTENCE + 1
                    && each.codePoints().anyMatch(Character::isLetterOrDigit)), () -> "of " + text);
        }
    }
}
