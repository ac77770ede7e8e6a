package dev.fermata.stream.feed;

import static dev.fermata.stream.feed.Received.first;
import static dev.fermata.stream.feed.Received.number;

import dev.fermata.config.Node;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.Optional;

/**
 * DouyinBarrageGrab: {@code {"Type":n,"ProcessName":s,"Data":"JSON as text"}}. It obeys texts that it is sent, so none
 * is.
 */
public final class BarrageGrabReader implements FeedReader {
    private final String feed;
    private final Combos combos = new Combos();

    /** @param feed the name that its messages are to bear */
    public BarrageGrabReader(String feed) {
        this.feed = feed;
    }

    @Override
    public Reading read(String text) {
        Optional<Node> pack = Received.object(text);
        if (pack.isEmpty() || pack.get().get("Type").whole().isEmpty()) {
            return text.strip().equals("pong") ? Reading.NOTHING : Reading.UNREAD;
        }
        Node written = pack.get().get("Data");
        Optional<Node> data = written.isObject() ? Optional.of(written) : Received.object(written.text());
        long type = pack.get().get("Type").whole().getAsLong();
        if (type == 9) {
            return Reading.of(message(StreamKind.ENDED, data.orElse(Node.of(null)), 1));
        }
        return data.map(each -> read(type, each)).orElse(Reading.UNREAD);
    }

    private Reading read(long type, Node data) {
        return switch ((int) Math.min(type, Integer.MAX_VALUE)) {
            case 1 -> Reading.of(message(StreamKind.CHAT, data, 1));
            case 2 -> Reading.of(message(StreamKind.LIKE, data, Math.max(1, number(data.get("Count"), 1))));
            case 3 -> Reading.of(message(StreamKind.ENTER, data, 1));
            case 4 -> Reading.of(message(StreamKind.FOLLOW, data, 1));
            case 5 -> gift(data);
            case 6 -> Reading.of(message(StreamKind.STATISTICS, data, number(data.get("OnlineUserCount"), 0)));
            case 7 -> Reading.of(message(StreamKind.FAN_CLUB, data, 1));
            case 8 -> Reading.of(message(StreamKind.SHARE, data, 1));
            default -> Reading.NOTHING;
        };
    }

    private Reading gift(Node data) {
        Viewer viewer = viewer(data.get("User"));
        String gift = Received.name(data.get("GiftName"));
        long running = number(data.get("RepeatCount"), 0);
        long count = data.get("GiftCount").isThere() ? number(data.get("GiftCount"), 0) : combos.since(viewer.id() + "/"
                + viewer.name() + "/" + gift + "/" + data.get("GroupId").text(), running);
        if (count == 0) {
            // The end of a combo, told once more.
            return Reading.NOTHING;
        }
        return Reading.of(new StreamMessage(Received.id(data.get("MsgId")), StreamKind.GIFT, feed, viewer, "", gift,
                count, count * number(data.get("DiamondCount"), 0)));
    }

    private StreamMessage message(StreamKind kind, Node data, long count) {
        return Received.plain(kind, feed, Received.id(data.get("MsgId")), viewer(data.get("User")),
                Received.text(data.get("Content")), count);
    }

    private static Viewer viewer(Node user) {
        if (!user.isObject()) {
            return Viewer.NOBODY;
        }
        boolean special = user.get("IsAdmin").isTrue() || user.get("IsAnchor").isTrue();
        return new Viewer(Received.id(first(user, "Id", "SecUid", "DisplayId")), Received.name(user.get("Nickname")),
                Math.max(number(user.get("Level"), 0), number(user.get("PayLevel"), 0)), special);
    }
}
