package dev.fermata.stream.feed;

import static dev.fermata.stream.feed.Received.first;
import static dev.fermata.stream.feed.Received.number;

import dev.fermata.config.Node;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.Optional;
import java.util.Set;

/**
 * douyinLive: what Douyin sends, as JSON with its {@code method}, and {@code live_status} of its own. It waits by itself
 * for a stream that has not begun. Numbers may be written as texts.
 */
public final class DouyinLiveReader implements FeedReader {
    private static final Set<String> OVER = Set.of("ROOM_OFFLINE", "ACCOUNT_OFFLINE_NO_ROOM", "ROOM_NOT_FOUND");
    private static final long FOLLOWS = 1;
    private static final long SHARES = 3;
    private static final long STREAM_ENDS = 3;

    private final String feed;
    private final Combos combos = new Combos();

    /** @param feed the name that its messages are to bear */
    public DouyinLiveReader(String feed) {
        this.feed = feed;
    }

    @Override
    public Reading read(String text) {
        Optional<Node> object = Received.object(text);
        if (object.isEmpty()) {
            return text.strip().equals("pong") || text.strip().equals("ping") ? Reading.NOTHING : Reading.UNREAD;
        }
        Node told = object.get();
        if (told.get("event").text().equals("live_status")) {
            return status(told);
        }
        return switch (told.get("method").text()) {
            case "WebcastChatMessage" -> Reading.of(message(StreamKind.CHAT, told, 1));
            case "WebcastGiftMessage" -> gift(told);
            case "WebcastLikeMessage" -> Reading.of(message(StreamKind.LIKE, told,
                    Math.max(1, number(told.get("count"), 1))));
            case "WebcastMemberMessage" -> Reading.of(message(StreamKind.ENTER, told, 1));
            case "WebcastSocialMessage" -> social(told);
            case "WebcastFansclubMessage" -> Reading.of(message(StreamKind.FAN_CLUB, told, 1));
            case "WebcastRoomUserSeqMessage" -> Reading.of(message(StreamKind.STATISTICS, told,
                    number(first(told, "total", "totalUser"), 0)));
            case "WebcastControlMessage" -> number(first(told, "status", "action"), 0) == STREAM_ENDS
                    ? Reading.of(message(StreamKind.ENDED, told, 1)) : Reading.NOTHING;
            case "" -> Reading.UNREAD;
            default -> Reading.NOTHING;
        };
    }

    private Reading status(Node told) {
        String code = told.get("code").text();
        if (code.equals("ROOM_ENDED")) {
            return Reading.of(Received.plain(StreamKind.ENDED, feed, "", Viewer.NOBODY,
                    Received.text(told.get("message")), 1));
        }
        return OVER.contains(code) ? new Reading(Optional.empty(), Sign.ENDED)
                : code.equals("ROOM_ONLINE") ? new Reading(Optional.empty(), Sign.LIVE) : Reading.NOTHING;
    }

    private Reading social(Node told) {
        long action = number(told.get("action"), 0);
        return action == FOLLOWS ? Reading.of(message(StreamKind.FOLLOW, told, 1))
                : action == SHARES ? Reading.of(message(StreamKind.SHARE, told, 1)) : Reading.NOTHING;
    }

    private Reading gift(Node told) {
        Viewer viewer = viewer(told.get("user"));
        Node gift = told.get("gift");
        String name = Received.name(gift.get("name"));
        long running = Math.max(1, number(first(told, "repeatCount", "comboCount"), 1));
        long count = combos.since(viewer.id() + "/" + viewer.name() + "/" + name + "/" + told.get("groupId").text(),
                running);
        // Without a group a gift that is given twice cannot be told from one that is told twice.
        if (count == 0 && !told.get("groupId").isThere()) {
            count = running;
        }
        return count == 0 ? Reading.NOTHING : Reading.of(new StreamMessage(messageId(told), StreamKind.GIFT, feed, viewer,
                "", name, count, count * number(gift.get("diamondCount"), 0)));
    }

    private StreamMessage message(StreamKind kind, Node told, long count) {
        return Received.plain(kind, feed, messageId(told), viewer(told.get("user")),
                kind == StreamKind.CHAT ? Received.text(told.get("content")) : "", count);
    }

    private static String messageId(Node told) {
        return Received.id(first(told.get("common"), "msgId", "msgID"));
    }

    private static Viewer viewer(Node user) {
        if (!user.isObject()) {
            return Viewer.NOBODY;
        }
        return new Viewer(Received.id(first(user, "id", "idStr", "secUid")),
                Received.name(first(user, "nickname", "nickName")),
                Math.max(number(user.get("payGrade").get("level"), 0), number(user.get("level"), 0)),
                user.get("userAttr").get("isAdmin").isTrue());
    }
}
