package dev.fermata.stream.feed;

import dev.fermata.model.StreamMessage;
import java.util.Optional;

/**
 * Understands what one kind of feed sends. Whatever that is, it never throws: what cannot be read is not understood.
 * Confined to one thread; one for each connection, since some count on from one text to the next.
 */
public interface FeedReader {

    /** What a text means for the connection that it came by. */
    enum Sign {
        /** The stream goes on. */
        LIVE,
        /** The stream is over, or there is none: nothing more comes, and a connection that ends is not tried again. */
        ENDED,
        /** It says nothing of that. */
        NOTHING,
        /** It is none that this kind of feed sends. */
        UNREAD
    }

    /**
     * What a text says.
     *
     * @param message what has happened; empty where nothing has that concerns us
     */
    record Reading(Optional<StreamMessage> message, Sign sign) {
        static final Reading NOTHING = new Reading(Optional.empty(), Sign.NOTHING);
        static final Reading UNREAD = new Reading(Optional.empty(), Sign.UNREAD);

        static Reading of(StreamMessage message) {
            return new Reading(Optional.of(message), switch (message.kind()) {
                case ENDED -> Sign.ENDED;
                case STATISTICS -> Sign.NOTHING;
                default -> Sign.LIVE;
            });
        }
    }

    /** Reads a text. */
    Reading read(String text);

    /**
     * What has to be sent first, for the feed to tell anything. Empty for feeds that only tell; to those nothing is
     * ever sent that has words in it, for some of them obey words.
     */
    default Optional<String> greeting() {
        return Optional.empty();
    }
}
