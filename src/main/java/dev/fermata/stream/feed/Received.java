package dev.fermata.stream.feed;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes from strangers, made harmless: bounded, on one line, without characters that nobody sees. Stateless. */
final class Received {
    static final int LONGEST_TEXT = 500;
    static final int LONGEST_NAME = 60;
    private static final int LONGEST_ID = 100;
    private static final long MOST = 1_000_000_000;
    /** Bounded in depth and length; the texts in it are cut afterwards. */
    private static final Json JSON = new Json(24, 32, 256, 256 * 1024);

    private Received() {
    }

    /** An object of JSON. Empty for everything else. */
    static Optional<Node> object(String text) {
        try {
            return Optional.of(JSON.read(text, new ArrayList<>())).filter(Node::isObject);
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    /** The field of the first of these names that is there. */
    static Node first(Node object, String... names) {
        return List.of(names).stream().map(object::get).filter(Node::isThere).findFirst().orElse(Node.of(null));
    }

    static String text(Node node) {
        return line(node.text(), LONGEST_TEXT);
    }

    static String name(Node node) {
        return line(node.text(), LONGEST_NAME);
    }

    /** What something is known by; 0 is nothing. */
    static String id(Node node) {
        String id = line(node.text(), LONGEST_ID);
        return id.equals("0") ? "" : id;
    }

    /** A number that may be written as text, within sane limits; {@code otherwise} where there is none. */
    static long number(Node node, long otherwise) {
        if (node.value() instanceof Long whole) {
            return Math.max(0, Math.min(MOST, whole));
        }
        try {
            return Math.max(0, Math.min(MOST, (long) Double.parseDouble(node.text())));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** A message about one thing without a gift. */
    static StreamMessage plain(StreamKind kind, String feed, String id, Viewer viewer, String text, long count) {
        return new StreamMessage(id, kind, feed, viewer, text, "", count, 0);
    }

    /** A text on one line, of so many characters at most. */
    static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        int length = 0;
        boolean blank = false;
        for (int at = 0; at < text.length() && length < longest; at += Character.charCount(text.codePointAt(at))) {
            int each = text.codePointAt(at);
            if (Character.isWhitespace(each) || Character.isSpaceChar(each)) {
                blank = length > 0;
            } else if (isShown(each)) {
                if (blank) {
                    if (length + 1 == longest) {
                        break;
                    }
                    line.append(' ');
                }
                line.appendCodePoint(each);
                length += blank ? 2 : 1;
                blank = false;
            }
        }
        return line.toString();
    }

    /** Whether it is there for people to see: no control, no change of direction, no half of a character. */
    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
