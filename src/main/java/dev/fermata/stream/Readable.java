package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of what strangers write may be read aloud. Immutable. */
final class Readable {
    private static final int LONGEST_NAME = 30;
    private static final Pattern LINK = Pattern.compile("(?i)https?://|\\bwww\\.\\p{L}|\\b[\\p{L}\\p{N}-]+\\s?\\.\\s?"
            + "(?:com|net|org|gg|tv|io|me|cn|de|uk|ru|fr|jp|co|xyz|live|link|ly|be|app|dev|info|shop|site|online)\\b");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}]");
    /** Letters one by one, with signs or blanks between them, are one word. */
    private static final Pattern SPACED = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}(?:[^\\p{L}\\p{N}]+\\p{L}(?![\\p{L}\\p{N}]))+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    /** What no sentence needs, and what some voices might take for more than a sign. */
    private static final Pattern MARKUP = Pattern.compile("[\\s\\p{Cc}*#`_~^|<>{}\\[\\]\\\\]+");
    private static final Pattern MANY_MARKS = Pattern.compile("(\\p{M}{2})\\p{M}+");

    private final StreamBook book;
    private final List<Pattern> words;

    Readable(StreamBook book) {
        this.book = book;
        this.words = book.ignored().words().stream().map(Readable::word).toList();
    }

    /** A word of letters with spaces around it is a word; elsewhere words are not set apart. Between two may be anything. */
    private static Pattern word(String written) {
        String word = Arrays.stream(NO_WORD.split(plain(written).strip())).map(Pattern::quote)
                .collect(Collectors.joining("[^\\p{L}\\p{N}]*"));
        if (word.isEmpty()) {
            // Signs alone.
            return Pattern.compile(Pattern.quote(written.strip()));
        }
        boolean apart = written.codePoints().allMatch(each -> each < 0x250);
        return Pattern.compile(apart ? "(?<![\\p{L}\\p{N}])" + word + "(?![\\p{L}\\p{N}])" : word);
    }

    /** In small letters, without what is not seen and without other ways to write the same. */
    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return UNSEEN.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Why a message is not answered, whatever the answers say; empty where that is up to them. */
    Optional<StreamDrop> whyNot(StreamMessage message) {
        Viewer viewer = message.viewer();
        if (book.ignored().users().stream().anyMatch(each -> each.matches(viewer.name()) || !viewer.id().isEmpty()
                && each.matches(viewer.id()))) {
            return Optional.of(StreamDrop.BOT);
        }
        return message.kind() == StreamKind.CHAT ? whyNot(message.text()) : Optional.empty();
    }

    private Optional<StreamDrop> whyNot(String text) {
        StreamBook.Ignored ignored = book.ignored();
        if (ignored.commands().stream().anyMatch(text::startsWith)) {
            return Optional.of(StreamDrop.COMMAND);
        }
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.of(StreamDrop.EMPTY);
        }
        if (text.codePointCount(0, text.length()) > ignored.longest()) {
            return Optional.of(StreamDrop.TOO_LONG);
        }
        if (ignored.links() && LINK.matcher(text).find()) {
            return Optional.of(StreamDrop.LINK);
        }
        return hasWord(text) ? Optional.of(StreamDrop.WORD) : Optional.empty();
    }

    private boolean hasWord(String text) {
        if (words.isEmpty()) {
            return false;
        }
        String plain = plain(text);
        String joined = SPACED.matcher(plain).replaceAll(run -> NO_WORD.matcher(run.group()).replaceAll(""));
        return words.stream().anyMatch(each -> each.matcher(plain).find() || each.matcher(joined).find());
    }

    /** A text that comes along with something else, as far as it may be read. */
    String text(String text) {
        return whyNot(text).isPresent() ? "" : text;
    }

    /** Whether what a language model has written may be read. */
    boolean mayRead(String written) {
        return !hasWord(written) && !(book.ignored().links() && LINK.matcher(written).find());
    }

    /** What a language model has written, as it is said: without markup, and on one line. */
    static String written(String text) {
        return MARKUP.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
    }

    /** A name as it is said. */
    String name(String name) {
        String said = thing(name);
        return said.isEmpty() ? book.nobody() : said;
    }

    /** What something is called, as it is said; empty where it cannot be. */
    String thing(String name) {
        String letters = NO_NAME.matcher(MANY_MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll("$1")).replaceAll(" ").strip();
        String said = letters.codePointCount(0, letters.length()) <= LONGEST_NAME ? letters
                : letters.substring(0, letters.offsetByCodePoints(0, LONGEST_NAME)).strip();
        boolean readable = said.codePoints().anyMatch(Character::isLetterOrDigit) && !hasWord(name) && !hasWord(said)
                && !LINK.matcher(name).find();
        return readable ? said : "";
    }
}
