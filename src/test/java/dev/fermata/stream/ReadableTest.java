package dev.fermata.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.Glob;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of what strangers write may be read aloud. */
class ReadableTest {
    private final Readable readable = readable(true);

    private static Readable readable(boolean links) {
        return new Readable(new StreamBook(List.of(), new StreamBook.Ignored(List.of(new Glob("*bot"), new Glob("u42")),
                List.of("!", "/"), links, 30, List.of("ass", "Darn it", "\u8349\u6CE5\u9A6C")), List.of(),
                new StreamBook.Script(List.of(), Duration.ZERO, false), List.of(), "somebody", List.of(),
                StreamBook.NONE.replies()));
    }

    private static StreamMessage chat(String id, String name, String text) {
        return new StreamMessage("", StreamKind.CHAT, "f", new Viewer(id, name, 0, false), text, "", 1, 0);
    }

    private Optional<StreamDrop> why(String text) {
        return readable.whyNot(chat("1", "Ann", text));
    }

    @Test
    void botsAreKnownByNameOrId() {
        assertEquals(Optional.of(StreamDrop.BOT), readable.whyNot(chat("1", "NightBot", "hi")));
        assertEquals(Optional.of(StreamDrop.BOT), readable.whyNot(chat("u42", "Ann", "hi")));
        assertEquals(Optional.empty(), readable.whyNot(chat("1", "robotics", "hi")));
    }

    @ParameterizedTest
    @CsvSource({"https://x.example/a", "go to www.evil.org now", "twitch.tv/me", "t . me / me", "EVIL.COM", "discord.gg/abc"})
    void linksAreFound(String text) {
        assertEquals(Optional.of(StreamDrop.LINK), why(text));
        assertEquals(Optional.empty(), readable(false).whyNot(chat("1", "Ann", text)));
    }

    @ParameterizedTest
    @CsvSource({"well...come", "wait. men?", "it costs 3.50", "hm.. ok", "v1.2"})
    void otherDotsAreNoLinks(String text) {
        assertEquals(Optional.empty(), why(text));
    }

    @ParameterizedTest
    @CsvSource({"what an ass", "ASS!", "a s s", "a.s.s", "a-s-s hat", "\u1D43\u02E2\u02E2", "\uFF21\uFF33\uFF33", "a\u200Bss", "\u00E4ss",
        "darn it", "oh darn it.", "\u4F60\u8349\u6CE5\u9A6C\u554A"})
    void wordsAreFoundHoweverTheyAreWritten(String text) {
        assertEquals(Optional.of(StreamDrop.WORD), why(text), text);
    }

    @ParameterizedTest
    @CsvSource({"a classic", "assassin", "pass", "I am a salad", "darn", "\u8349"})
    void wordsThatHaveOthersInThemAreNotThose(String text) {
        assertEquals(Optional.empty(), why(text), text);
    }

    @ParameterizedTest
    @CsvSource({"Ann,Ann", "xX_Ann_Xx,xX Ann Xx", "'  ',somebody", "\uD83D\uDE00\uD83D\uDE00,somebody", "ass,somebody", "d.a.r.n i t,somebody",
        "\uD835\uDCD0\uD835\uDCF7\uD835\uDCF7,Ann", "\u5F20\u4E09,\u5F20\u4E09", "a123456789012345678901234567890,a12345678901234567890123456789",
        "buy.at.evil.com,somebody", "A\u0300\u0301\u0302\u0303\u0304b,\u00C0\u0301\u0302b"})
    void namesAreSaidAsFarAsTheyCanBe(String name, String said) {
        assertEquals(said, readable.name(name));
    }

    @Test
    void aTextThatComesWithSomethingElseIsLeftOutIfItMayNotBeRead() {
        assertEquals("well done", readable.text("well done"));
        assertEquals("", readable.text("what an ass"));
        assertEquals("", readable.thing("\uD83D\uDE00"));
    }
}
