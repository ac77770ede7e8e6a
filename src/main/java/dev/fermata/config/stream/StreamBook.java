package dev.fermata.config.stream;

import dev.fermata.model.Glob;
import dev.fermata.model.ServerAddress;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamKind;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is answered of a live stream, and by what rules. Immutable.
 *
 * @param feeds what is listened to, besides what clients tell
 * @param answers in the order of the file: of those that a message fits the first is its
 * @param important words that make a comment important
 * @param nobody what is said in place of a name that cannot be read aloud
 * @param models what writes answers: the first that can, in the order of the file
 * @param replies how answers are written by them
 */
public record StreamBook(List<Feed> feeds, Ignored ignored, List<Answer> answers, Script script,
        List<String> important, String nobody, List<WritingModel> models, Replies replies) {
    /** Nothing is answered. */
    public static final StreamBook NONE = new StreamBook(List.of(),
            new Ignored(List.of(), List.of(), false, 1, List.of()), List.of(),
            new Script(List.of(), Duration.ZERO, false), List.of(), "", List.of(),
            new Replies("", 0, 1, Duration.ZERO));

    public StreamBook {
        feeds = List.copyOf(feeds);
        answers = List.copyOf(answers);
        important = List.copyOf(important);
        models = List.copyOf(models);
    }

    /** The same with other words that make a comment important. */
    public StreamBook withImportant(List<String> words) {
        return new StreamBook(feeds, ignored, answers, script, words, nobody, models, replies);
    }

    /** Whether a language model is to write any of the answers. */
    public boolean hasReplies() {
        return answers.stream().anyMatch(Answer::reply);
    }

    /**
     * A program that is listened to.
     *
     * @param name for people, events and figures
     * @param address where it is, of a WebSocket
     */
    public record Feed(String name, FeedKind kind, ServerAddress address) {
    }

    /**
     * What is not answered.
     *
     * @param users patterns of the names and ids of bots
     * @param commands how texts begin that are meant for bots
     * @param links whether texts with links are
     * @param longest how many characters a text has at most that is
     * @param words that are not read aloud
     */
    public record Ignored(List<Glob> users, List<String> commands, boolean links, int longest, List<String> words) {
        public Ignored {
            users = List.copyOf(users);
            commands = List.copyOf(commands);
            words = List.copyOf(words);
        }
    }

    /**
     * How one kind of message is answered.
     *
     * @param text what is said, with fields
     * @param many what is said for several at once; where there is none they are answered one by one
     * @param sum what is said in the end for those that had to wait too long or were too many; where there is none
     *            they are dropped
     * @param least the value of a gift, or the number of likes, from which on it is for this answer
     * @param words one of which has to be in the text; any text if there are none
     * @param special whether it is only for viewers whom the feed calls special
     * @param priority where it is not reckoned
     * @param perMinute how many are begun in a minute at most; 0 for any number
     * @param perPerson the same of one viewer
     * @param gather how long is waited for more of them before it is said
     * @param expires how long it may wait after that
     * @param reply whether a language model writes it; the text is what is said where none can
     */
    public record Answer(StreamKind on, Variants text, Optional<Variants> many, Optional<Variants> sum, long least,
            List<String> words, boolean special, Optional<SpeechPriority> priority, int perMinute, int perPerson,
            Duration gather, Duration expires, boolean reply) {
        public Answer {
            words = List.copyOf(words);
        }
    }

    /**
     * What is said when there is nothing else to say.
     *
     * @param paragraphs one a turn, in their order
     * @param pause how long nothing has been said before
     * @param shuffled whether by chance instead, none twice in a row
     */
    public record Script(List<Variants> paragraphs, Duration pause, boolean shuffled) {
        public Script {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /**
     * How answers are written by a language model.
     *
     * @param prompt how it is to answer
     * @param history how many earlier ones it is told at most
     * @param longest how many characters of one are said at most
     * @param patience how long its first sentence is waited for
     */
    public record Replies(String prompt, int history, int longest, Duration patience) {
    }
}
