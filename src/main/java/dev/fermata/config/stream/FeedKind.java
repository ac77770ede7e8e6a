package dev.fermata.config.stream;

/** The programs that tell what happens in a live stream. */
public enum FeedKind {
    /** DouyinBarrageGrab. */
    BARRAGE_GRAB("barrage-grab"),
    /** douyinLive. */
    DOUYIN_LIVE("douyin-live"),
    /** Streamer.bot, by its WebSocket server. */
    STREAMER_BOT("streamer-bot");

    private final String word;

    FeedKind(String word) {
        this.word = word;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return word;
    }
}
