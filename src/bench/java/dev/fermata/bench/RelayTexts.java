package dev.fermata.bench;

import java.util.Locale;

/** How the programs that feeds connect to write what happens in a stream. */
enum RelayTexts {
    BARRAGE_GRAB("barrage-grab", "") {
        @Override
        String chat(String id, String user, String text) {
            return pack(1, id, user, "\"Content\":" + quoted(text));
        }

        @Override
        String gift(String id, String user, String gift, int coins, String group, int running) {
            return pack(5, id, user, "\"GiftName\":" + quoted(gift) + ",\"GiftCount\":1,\"RepeatCount\":" + running
                    + ",\"DiamondCount\":" + coins);
        }

        @Override
        String like(String id, String user, int count) {
            return pack(2, id, user, "\"Count\":" + count);
        }

        @Override
        String enter(String id, String user) {
            return pack(3, id, user, "\"Content\":\"came\"");
        }

        @Override
        String follow(String id, String user) {
            return pack(4, id, user, "\"Content\":\"follows\"");
        }

        private String pack(int type, String id, String user, String more) {
            return "{\"Type\":" + type + ",\"ProcessName\":\"live\",\"Data\":" + quoted("{\"MsgId\":" + quoted(id)
                    + ",\"RoomId\":7,\"User\":{\"Id\":" + quoted(user) + ",\"Nickname\":" + quoted(user) + ",\"Level\":3},"
                    + more + "}") + "}";
        }
    },

    DOUYIN_LIVE("douyin-live", "/ws/516466932480") {
        @Override
        String chat(String id, String user, String text) {
            return pack("WebcastChatMessage", id, user, "\"content\":" + quoted(text));
        }

        @Override
        String gift(String id, String user, String gift, int coins, String group, int running) {
            return pack("WebcastGiftMessage", id, user, "\"groupId\":" + quoted(group) + ",\"repeatCount\":\"" + running
                    + "\",\"gift\":{\"name\":" + quoted(gift) + ",\"diamondCount\":" + coins + "}");
        }

        @Override
        String like(String id, String user, int count) {
            return pack("WebcastLikeMessage", id, user, "\"count\":\"" + count + "\"");
        }

        @Override
        String enter(String id, String user) {
            return pack("WebcastMemberMessage", id, user, "\"action\":1");
        }

        @Override
        String follow(String id, String user) {
            return pack("WebcastSocialMessage", id, user, "\"action\":1");
        }

        private String pack(String method, String id, String user, String more) {
            return "{\"method\":\"" + method + "\",\"common\":{\"msgId\":" + quoted(id) + "},\"user\":{\"id\":"
                    + quoted(user) + ",\"nickname\":" + quoted(user) + "}," + more + "}";
        }
    },

    STREAMER_BOT("streamer-bot", "") {
        @Override
        String chat(String id, String user, String text) {
            return pack("Twitch", "ChatMessage", "\"messageId\":" + quoted(id) + ",\"text\":" + quoted(text), user);
        }

        @Override
        String gift(String id, String user, String gift, int coins, String group, int running) {
            return pack("Twitch", "Cheer", "\"messageId\":" + quoted(id) + ",\"text\":\"\",\"bits\":" + coins, user);
        }

        /** It tells of no likes. */
        @Override
        String like(String id, String user, int count) {
            return chat(id, user, "I like it " + count + " times");
        }

        /** Nor of who comes. */
        @Override
        String enter(String id, String user) {
            return follow(id, user);
        }

        @Override
        String follow(String id, String user) {
            return pack("Twitch", "Follow", "\"messageId\":" + quoted(id), user);
        }

        private String pack(String source, String type, String data, String user) {
            return "{\"timeStamp\":\"2026-01-01T00:00:00\",\"event\":{\"source\":\"" + source + "\",\"type\":\"" + type
                    + "\"},\"data\":{" + data + ",\"user\":{\"id\":" + quoted(user) + ",\"name\":" + quoted(user) + "}}}";
        }
    };

    private final String kind;
    private final String path;

    RelayTexts(String kind, String path) {
        this.kind = kind;
        this.path = path;
    }

    /** The kind of feed. */
    String kind() {
        return kind;
    }

    /** The path of its address. */
    String path() {
        return path;
    }

    /** What the feed is called, and its messages' ids begin with. */
    String feed() {
        return name().toLowerCase(Locale.ROOT).substring(0, 3);
    }

    abstract String chat(String id, String user, String text);

    /**
     * A gift.
     *
     * @param group the name of those that the viewer gives in a row
     * @param running which one it is of them, from 1 on
     */
    abstract String gift(String id, String user, String gift, int coins, String group, int running);

    abstract String like(String id, String user, int count);

    abstract String enter(String id, String user);

    abstract String follow(String id, String user);

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
