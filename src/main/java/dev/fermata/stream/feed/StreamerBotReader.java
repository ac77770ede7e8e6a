package dev.fermata.stream.feed;

import static dev.fermata.stream.feed.Received.first;
import static dev.fermata.stream.feed.Received.number;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Streamer.bot's WebSocket server: {@code {timeStamp, event: {source, type}, data}} of the events that it was asked for
 * first. Its versions put the same into different places.
 */
public final class StreamerBotReader implements FeedReader {
    private static final Map<String, List<String>> EVENTS = events();
    /** From which role on somebody is special: VIP, moderator, broadcaster. */
    private static final long SPECIAL = 2;
    /** A hundredth of the currency, whichever it is, is as much as a coin. */
    private static final long MICROS_A_COIN = 10_000;

    private final String feed;

    /** @param feed the name that its messages are to bear */
    public StreamerBotReader(String feed) {
        this.feed = feed;
    }

    private static Map<String, List<String>> events() {
        Map<String, List<String>> events = new LinkedHashMap<>();
        events.put("Twitch", List.of("ChatMessage", "Cheer", "Follow", "Sub", "ReSub", "GiftSub", "GiftBomb",
                "StreamOnline", "StreamOffline"));
        events.put("YouTube", List.of("Message", "SuperChat", "SuperSticker", "NewSponsor", "NewSubscriber",
                "BroadcastStarted", "BroadcastEnded"));
        return events;
    }

    @Override
    public Optional<String> greeting() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("request", "Subscribe");
        request.put("events", EVENTS);
        request.put("id", "fermata");
        return Optional.of(Json.write(request));
    }

    @Override
    public Reading read(String text) {
        Optional<Node> object = Received.object(text);
        if (object.isEmpty()) {
            return Reading.UNREAD;
        }
        Node event = object.get().get("event");
        Node data = object.get().get("data");
        if (!event.isObject()) {
            // Its answers to what it was asked for.
            return Reading.NOTHING;
        }
        String source = event.get("source").text();
        if (!EVENTS.getOrDefault(source, List.of()).contains(event.get("type").text())) {
            return Reading.NOTHING;
        }
        // Twitch's have much inside a "message", which is a text elsewhere.
        Node inner = data.get("message").isObject() ? data.get("message") : data;
        Viewer viewer = viewer(data, inner);
        return switch (event.get("type").text()) {
            case "ChatMessage", "Message" -> Reading.of(message(StreamKind.CHAT, data, inner, viewer, written(inner)));
            case "Cheer" -> {
                long bits = Math.max(1, number(inner.get("bits"), 1));
                yield gift(data, inner, viewer, "bits", bits, bits);
            }
            case "GiftSub", "GiftBomb" -> gift(data, inner, viewer, "subscription",
                    Math.max(1, number(first(inner, "gifts", "total"), 1)), 0);
            case "SuperChat", "SuperSticker" -> gift(data, inner, viewer, "super chat", 1,
                    number(inner.get("microAmount"), 0) / MICROS_A_COIN);
            case "Follow", "NewSubscriber" -> Reading.of(message(StreamKind.FOLLOW, data, inner, viewer, ""));
            case "Sub", "ReSub", "NewSponsor" -> Reading.of(message(StreamKind.FAN_CLUB, data, inner, viewer, ""));
            case "StreamOffline", "BroadcastEnded" -> Reading.of(message(StreamKind.ENDED, data, inner, Viewer.NOBODY,
                    ""));
            case "StreamOnline", "BroadcastStarted" -> new Reading(Optional.empty(), Sign.LIVE);
            default -> Reading.NOTHING;
        };
    }

    private Reading gift(Node data, Node inner, Viewer viewer, String gift, long count, long value) {
        return Reading.of(new StreamMessage(messageId(data, inner), StreamKind.GIFT, feed, viewer, written(inner), gift,
                count, value));
    }

    private StreamMessage message(StreamKind kind, Node data, Node inner, Viewer viewer, String text) {
        return Received.plain(kind, feed, messageId(data, inner), viewer, text, 1);
    }

    private static String written(Node inner) {
        return Received.text(first(inner, "message", "text"));
    }

    private static String messageId(Node data, Node inner) {
        Node id = first(inner, "msgId", "messageId", "eventId", "id");
        return Received.id(id.isThere() ? id : first(data, "messageId", "eventId"));
    }

    private static Viewer viewer(Node data, Node inner) {
        boolean apart = data.get("user").isObject();
        Node user = apart ? data.get("user") : inner;
        String name = Received.name(first(user, "displayName", "name", "userName", "user_name", "login", "userLogin"));
        String id = Received.id(apart ? user.get("id") : first(user, "userId", "user_id"));
        boolean special = number(user.get("role"), 0) >= SPECIAL || user.get("isModerator").isTrue()
                || user.get("isOwner").isTrue() || user.get("isBroadcaster").isTrue();
        return new Viewer(id, name, 0, special);
    }
}
