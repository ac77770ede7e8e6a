package dev.fermata.control.http;

import dev.fermata.control.Status;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.Viewer;
import java.util.List;
import java.util.Optional;

/** Some viewers of a stream, and what becomes of what they do, for pictures. */
final class StreamScene {
    private final TestServer server;
    private long number;

    StreamScene(TestServer server) {
        this.server = server;
        FakeStream stream = new FakeStream();
        StreamStatus status = FakeStream.STATUS.with(Optional.empty(), List.of(
                new FeedStatus("douyin", "open", "", 5, 1_204, 0, 1),
                new FeedStatus("streamer-bot", "waiting", "127.0.0.1:8080 cannot be reached: Connection refused", 5, 0,
                        0, 4)), 0, List.of());
        stream.status = status;
        server.stream = stream;
        server.agent.companions = new Status.Companions(Optional.of(status), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    void play() {
        came(StreamKind.ENTER, "Grace", "", "", 1);
        became(StreamNews.DROPPED, "", StreamDrop.RATE);
        came(StreamKind.CHAT, "Ann", "hello from Lyon, is that the new season?", "", 1);
        became(StreamNews.ANSWERED, "Welcome, Ann", null);
        came(StreamKind.CHAT, "spambot", "win a skin at http://example.com", "", 1);
        became(StreamNews.DROPPED, "", StreamDrop.LINK);
        came(StreamKind.GIFT, "Bob", "", "rose", 12);
        became(StreamNews.ANSWERED, "Thanks, Bob, for 12 roses!", null);
        came(StreamKind.LIKE, "Cid", "", "", 30);
        came(StreamKind.LIKE, "Dan", "", "", 12);
        became(StreamNews.MERGED, "", null);
        came(StreamKind.FOLLOW, "\u674e\u96f7", "", "", 1);
    }

    private void came(StreamKind kind, String user, String text, String gift, long count) {
        server.server.events().accept(new StreamEvent.Came(server.clock.nanos(), ++number, new StreamMessage("", kind,
                "douyin", new Viewer("", user, 0, false), text, gift, count, 0)));
    }

    private void became(StreamNews news, String text, StreamDrop why) {
        server.server.events().accept(new StreamEvent.Became(server.clock.nanos(), news, number, StreamKind.CHAT, text, "",
                news == StreamNews.MERGED ? number - 1 : 0, Optional.ofNullable(why), ""));
    }
}
