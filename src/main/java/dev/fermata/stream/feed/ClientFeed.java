package dev.fermata.stream.feed;

import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;

/** What clients of the agent tell over {@code /feed}, made harmless as what other feeds tell. Stateless. */
public final class ClientFeed {
    private ClientFeed() {
    }

    /** The same on one line each, cut to what can be said, without characters that nobody sees. */
    public static StreamMessage cleaned(StreamMessage message) {
        Viewer viewer = message.viewer();
        return new StreamMessage(message.id(), message.kind(), message.feed(), new Viewer(viewer.id(),
                Received.line(viewer.name(), Received.LONGEST_NAME), viewer.level(), viewer.special()),
                Received.line(message.text(), Received.LONGEST_TEXT), Received.line(message.gift(),
                Received.LONGEST_NAME), message.count(), message.value());
    }
}
