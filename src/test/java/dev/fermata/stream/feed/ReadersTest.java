package dev.fermata.stream.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.stream.FeedKind;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.stream.feed.FeedReader.Sign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each kind of feed sends, and what it says. */
class ReadersTest {
    private static final Viewer ANN = new Viewer("7", "Ann", 12, true);
    private final FeedReader grab = LiveFeed.reader(FeedKind.BARRAGE_GRAB, "douyin");
    private final FeedReader douyin = LiveFeed.reader(FeedKind.DOUYIN_LIVE, "live");
    private final FeedReader bot = LiveFeed.reader(FeedKind.STREAMER_BOT, "twitch");

    private static String pack(int type, Map<String, Object> data) {
        Map<String, Object> pack = new LinkedHashMap<>();
        pack.put("Type", type);
        pack.put("ProcessName", "douyin");
        pack.put("Data", Json.write(data));
        return Json.write(pack);
    }

    private static Map<String, Object> data(Object... more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("MsgId", 123456789012345678L);
        data.put("User", Map.of("Id", 7, "Nickname", "Ann", "Level", 3, "PayLevel", 12, "IsAdmin", true));
        for (int i = 0; i < more.length; i += 2) {
            data.put((String) more[i], more[i + 1]);
        }
        return data;
    }

    private static StreamMessage one(FeedReader reader, String text) {
        return reader.read(text).message().orElseThrow();
    }

    @Test
    void barrageGrabsMessagesHaveTheirDataAsText() {
        assertEquals(new StreamMessage("123456789012345678", StreamKind.CHAT, "douyin", ANN, "hello you", "", 1, 0),
                one(grab, pack(1, data("Content", "hello\n you"))));
        assertEquals(new StreamMessage("123456789012345678", StreamKind.LIKE, "douyin", ANN, "", "", 5, 0),
                one(grab, pack(2, data("Count", 5))));
        assertEquals(List.of(StreamKind.ENTER, StreamKind.FOLLOW, StreamKind.FAN_CLUB, StreamKind.SHARE),
                List.of(3, 4, 7, 8).stream().map(type -> one(grab, pack(type, data())).kind()).toList());
        StreamMessage statistics = one(grab, pack(6, data("OnlineUserCount", 1234)));
        assertEquals(1234, statistics.count());
        assertEquals(StreamKind.STATISTICS, statistics.kind());
    }

    @Test
    void barrageGrabsGiftsAreCountedSinceTheLast() {
        StreamMessage gift = one(grab, pack(5, data("GiftName", "rose", "GiftCount", 3, "RepeatCount", 10,
                "DiamondCount", 2)));
        assertEquals(new StreamMessage("123456789012345678", StreamKind.GIFT, "douyin", ANN, "", "rose", 3, 6), gift);
        assertEquals(Optional.empty(), grab.read(pack(5, data("GiftName", "rose", "GiftCount", 0))).message(),
                "the end of a combo brings nothing new");
    }

    @Test
    void barrageGrabsEndHasNobodyAndIsTheEnd() {
        Map<String, Object> data = data();
        data.put("User", null);
        FeedReader.Reading end = grab.read(pack(9, data));
        assertEquals(Sign.ENDED, end.sign());
        assertEquals(Viewer.NOBODY, end.message().orElseThrow().viewer());
        assertEquals(Sign.ENDED, grab.read("{\"Type\":9}").sign());
    }

    @Test
    void pongsAndUnknownTypesAreNothingAndOtherTextsAreUnread() {
        assertEquals(FeedReader.Reading.NOTHING, grab.read("pong"));
        assertEquals(FeedReader.Reading.NOTHING, grab.read(pack(77, data())));
        for (String odd : List.of("", "[]", "{", "{\"Type\":\"x\"}", "{\"Type\":1}", "{\"Type\":1,\"Data\":\"{\"}")) {
            assertEquals(FeedReader.Reading.UNREAD, grab.read(odd), odd);
        }
    }

    @Test
    void douyinLivesMessagesAreToldApartByTheirMethod() {
        String user = "\"common\":{\"msgId\":\"99\"},\"user\":{\"id\":\"7\",\"nickname\":\"Ann\",\"payGrade\":{\"level\":\"12\"},"
                + "\"userAttr\":{\"isAdmin\":true}}";
        assertEquals(new StreamMessage("99", StreamKind.CHAT, "live", ANN, "hi", "", 1, 0),
                one(douyin, "{\"method\":\"WebcastChatMessage\"," + user + ",\"content\":\"hi\"}"));
        assertEquals(new StreamMessage("99", StreamKind.LIKE, "live", ANN, "", "", 4, 0),
                one(douyin, "{\"method\":\"WebcastLikeMessage\"," + user + ",\"count\":\"4\"}"));
        assertEquals(StreamKind.ENTER, one(douyin, "{\"method\":\"WebcastMemberMessage\"," + user + "}").kind());
        assertEquals(StreamKind.FOLLOW, one(douyin, "{\"method\":\"WebcastSocialMessage\",\"action\":\"1\"," + user + "}")
                .kind());
        assertEquals(StreamKind.SHARE, one(douyin, "{\"method\":\"WebcastSocialMessage\",\"action\":3," + user + "}")
                .kind());
        assertEquals(StreamKind.FAN_CLUB, one(douyin, "{\"method\":\"WebcastFansclubMessage\"," + user + "}").kind());
        assertEquals(55, one(douyin, "{\"method\":\"WebcastRoomUserSeqMessage\",\"total\":\"55\"}").count());
        assertEquals(Sign.ENDED, douyin.read("{\"method\":\"WebcastControlMessage\",\"status\":3}").sign());
        assertEquals(FeedReader.Reading.NOTHING, douyin.read("{\"method\":\"WebcastRoomStatsMessage\"}"));
    }

    @Test
    void douyinLivesRunningCountsAreTakenApart() {
        String gift = "{\"method\":\"WebcastGiftMessage\",\"user\":{\"id\":\"7\"},\"gift\":{\"name\":\"rose\",\"diamondCount\":2},"
                + "\"groupId\":\"g\",\"repeatCount\":\"%d\"}";
        assertEquals(1, one(douyin, gift.formatted(1)).count());
        assertEquals(4, one(douyin, gift.formatted(5)).count());
        assertEquals(8, one(douyin, gift.formatted(9)).value());
        assertEquals(Optional.empty(), douyin.read(gift.formatted(9)).message(), "told once more");
        assertEquals(2, one(douyin, gift.formatted(2)).count(), "a new combo");
    }

    @Test
    void douyinLiveSaysHowTheRoomStands() {
        assertEquals(Sign.ENDED, douyin.read("{\"event\":\"live_status\",\"code\":\"ROOM_OFFLINE\"}").sign());
        assertEquals(Optional.empty(), douyin.read("{\"event\":\"live_status\",\"code\":\"ROOM_NOT_FOUND\"}").message());
        FeedReader.Reading ended = douyin.read("{\"event\":\"live_status\",\"code\":\"ROOM_ENDED\",\"message\":\"bye\"}");
        assertEquals(Sign.ENDED, ended.sign());
        assertEquals("bye", ended.message().orElseThrow().text());
        assertEquals(Sign.LIVE, douyin.read("{\"event\":\"live_status\",\"code\":\"ROOM_ONLINE\"}").sign());
        assertEquals(FeedReader.Reading.NOTHING,
                douyin.read("{\"event\":\"live_status\",\"code\":\"ROOM_STATUS_UNKNOWN\"}"));
        assertEquals(FeedReader.Reading.NOTHING, douyin.read("pong"));
    }

    private static String event(String source, String type, String data) {
        return "{\"timeStamp\":\"2026-01-01T00:00:00Z\",\"event\":{\"source\":\"" + source + "\",\"type\":\"" + type
                + "\"},\"data\":" + data + "}";
    }

    @Test
    void streamerBotsMessagesStandInSeveralPlaces() {
        Viewer ann = new Viewer("7", "Ann", 0, true);
        assertEquals(new StreamMessage("m", StreamKind.CHAT, "twitch", ann, "hi", "", 1, 0), one(bot,
                event("Twitch", "ChatMessage", "{\"message\":{\"msgId\":\"m\",\"userId\":\"7\",\"displayName\":\"Ann\","
                        + "\"role\":3,\"message\":\"hi\"}}")));
        assertEquals(new StreamMessage("m", StreamKind.CHAT, "twitch", ann, "hi", "", 1, 0), one(bot,
                event("Twitch", "ChatMessage", "{\"messageId\":\"m\",\"text\":\"hi\",\"user\":{\"id\":\"7\",\"name\":\"Ann\","
                        + "\"role\":3}}")));
        assertEquals(new StreamMessage("e", StreamKind.CHAT, "twitch", ann, "hi", "", 1, 0), one(bot,
                event("YouTube", "Message", "{\"eventId\":\"e\",\"message\":\"hi\",\"user\":{\"id\":\"7\",\"name\":\"Ann\","
                        + "\"isModerator\":true}}")));
    }

    @Test
    void streamerBotsGiftsHaveTheirWorth() {
        StreamMessage bits = one(bot, event("Twitch", "Cheer",
                "{\"message\":{\"bits\":1500,\"displayName\":\"Ann\",\"message\":\"Cheer1500\"}}"));
        assertEquals("bits 1500 1500", bits.gift() + " " + bits.count() + " " + bits.value());
        StreamMessage subs = one(bot, event("Twitch", "GiftBomb", "{\"gifts\":5,\"user\":{\"name\":\"Ann\"}}"));
        assertEquals("subscription 5 0", subs.gift() + " " + subs.count() + " " + subs.value());
        StreamMessage chat = one(bot, event("YouTube", "SuperChat",
                "{\"microAmount\":5000000,\"message\":\"x\",\"user\":{\"name\":\"Ann\"}}"));
        assertEquals("super chat 1 500", chat.gift() + " " + chat.count() + " " + chat.value());
    }

    @Test
    void streamerBotsOtherEvents() {
        assertEquals(StreamKind.FOLLOW, one(bot, event("Twitch", "Follow", "{\"user_id\":\"7\",\"user_name\":\"Ann\"}"))
                .kind());
        assertEquals(StreamKind.FAN_CLUB, one(bot, event("Twitch", "Sub", "{\"displayName\":\"Ann\"}")).kind());
        assertEquals(Sign.ENDED, bot.read(event("Twitch", "StreamOffline", "{}")).sign());
        assertEquals(Sign.LIVE, bot.read(event("Twitch", "StreamOnline", "{}")).sign());
        assertEquals(FeedReader.Reading.NOTHING, bot.read(event("General", "Custom", "{}")));
        assertEquals(FeedReader.Reading.NOTHING, bot.read("{\"status\":\"ok\",\"id\":\"fermata\"}"));
        assertEquals(FeedReader.Reading.UNREAD, bot.read("hello"));
    }

    @Test
    void onlyStreamerBotIsAskedForAnything() {
        assertEquals(Optional.empty(), grab.greeting());
        assertEquals(Optional.empty(), douyin.greeting());
        String asked = bot.greeting().orElseThrow();
        assertTrue(asked.startsWith("{\"request\":\"Subscribe\",\"events\":{\"Twitch\":[\"ChatMessage\","), asked);
    }

    @Test
    void whatStrangersWriteIsCutAndHasNothingThatNobodySees() {
        assertEquals("a b", Received.line("\u202Ea\u0000 \n\t b\u200B", 50));
        assertEquals("a", Received.line("a b", 2));
        assertEquals("\uD83D\uDE00\uD83D\uDE00", Received.line("\uD83D\uDE00".repeat(9), 2));
        assertEquals(500, one(grab, pack(1, data("Content", "x".repeat(5_000)))).text().length());
        assertEquals(60, one(grab, pack(1, Map.of("User", Map.of("Nickname", "n".repeat(500))))).viewer().name()
                .length());
        StreamMessage huge = one(grab, pack(5, data("GiftName", "rose", "GiftCount", Long.MAX_VALUE, "DiamondCount",
                Long.MAX_VALUE)));
        assertEquals(1_000_000_000L, huge.count());
        assertEquals(1_000_000_000_000_000_000L, huge.value());
    }
}
