package dev.fermata.stream.feed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.FeedKind;
import dev.fermata.model.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Odd and hostile messages: every reader survives them, and what it makes of them is harmless. */
class FuzzedFeedTest {
    private static final List<String> SEEDS = List.of(
            "{\"Type\":1,\"ProcessName\":\"d\",\"Data\":\"{\\\"MsgId\\\":1,\\\"User\\\":{\\\"Id\\\":7,\\\"Nickname\\\":\\\"Ann\\\"},"
                    + "\\\"Content\\\":\\\"hello\\\"}\"}",
            "{\"Type\":5,\"Data\":\"{\\\"User\\\":null,\\\"GiftName\\\":\\\"rose\\\",\\\"GiftCount\\\":3,\\\"DiamondCount\\\":9}\"}",
            "{\"Type\":9,\"Data\":\"{}\"}", "pong", "",
            "{\"method\":\"WebcastGiftMessage\",\"user\":{\"id\":\"7\"},\"gift\":{\"name\":\"rose\"},\"groupId\":\"g\",\"repeatCount\":\"3\"}",
            "{\"event\":\"live_status\",\"code\":\"ROOM_ENDED\",\"message\":\"bye\"}",
            "{\"event\":{\"source\":\"Twitch\",\"type\":\"ChatMessage\"},\"data\":{\"message\":{\"msgId\":\"m\",\"message\":\"hi\"}}}",
            "{\"event\":{\"source\":\"YouTube\",\"type\":\"SuperChat\"},\"data\":{\"microAmount\":5000000,\"user\":{\"name\":\"A\"}}}");
    private static final List<String> PIECES = List.of("{", "}", "[", "]", "\"", "\\", ":", ",", "null", "true", "-1",
            "1e999", "99999999999999999999999", "\\u0000", "\\ud800", "\u202E", "\uD83D\uDE00", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":", "\"Type\":5", "\"User\":7", "\"data\":[]", "\"message\":{\"message\":{}}", "x".repeat(3_000), "%user%",
            "\"method\":3", "NaN");

    @Test
    void aFewHundredOddMessagesAreSurvived() {
        survived(new Random(7), 300);
    }

    @Tag("proof")
    @Test
    void tenThousandOddMessagesOfEachKindAreSurvived() {
        survived(new Random(20), 30_000);
    }

    private static void survived(Random random, int messages) {
        List<FeedReader> readers = new ArrayList<>();
        for (FeedKind kind : FeedKind.values()) {
            readers.add(LiveFeed.reader(kind, "f"));
        }
        int read = 0;
        for (int i = 0; i < messages; i++) {
            String text = odd(random);
            for (FeedReader reader : readers) {
                FeedReader.Reading reading = reader.read(text);
                assertNotNull(reading.sign(), text);
                reading.message().ifPresent(FuzzedFeedTest::harmless);
                read += reading.message().isPresent() ? 1 : 0;
            }
        }
        assertTrue(read > messages / 20, "some of them are read all the same: " + read);
    }

    private static String odd(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                case 2 -> text.insert(at, (char) random.nextInt(Character.MAX_VALUE));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }

    private static void harmless(StreamMessage message) {
        for (String each : List.of(message.text(), message.gift(), message.viewer().name(), message.id(),
                message.viewer().id())) {
            assertTrue(each.codePointCount(0, each.length()) <= Received.LONGEST_TEXT + 1);
            assertFalse(each.codePoints().anyMatch(Character::isISOControl));
        }
        assertTrue(message.count() >= 0 && message.value() >= 0);
    }
}
