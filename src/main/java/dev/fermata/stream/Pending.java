package dev.fermata.stream;

import dev.fermata.config.Json;
import dev.fermata.config.stream.AnswerField;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;

/** What is to be said for a message, or for several together. Confined to the room's lock. */
final class Pending {
    /** The more important first, then the older. */
    static final Comparator<Pending> ORDER = Comparator.<Pending, SpeechPriority>comparing(each -> each.priority)
            .thenComparingLong(each -> each.number);
    /** Of more viewers it is only known that they are more. */
    private static final int MOST_VIEWERS = 1_000;

    /** Of the first message. */
    final long number;
    final StreamBook.Answer answer;
    final StreamMessage first;
    final long cameAt;
    SpeechPriority priority;
    /** Before then it is not said. */
    long readyAt;
    long expiresAt;
    /** Whether it is what is said in the end for all that were too many. */
    boolean isSum;
    /** Whether it is heard, or has been. */
    boolean begun;
    long messages = 1;
    private long count;
    private long value;
    private final Set<String> viewers = new HashSet<>();

    Pending(long number, StreamBook.Answer answer, StreamMessage first, SpeechPriority priority, long now) {
        this.number = number;
        this.answer = answer;
        this.first = first;
        this.cameAt = now;
        this.priority = priority;
        this.readyAt = now + answer.gather().toNanos();
        this.expiresAt = readyAt + answer.expires().toNanos();
        this.count = first.count();
        this.value = first.value();
        viewers.add(Persons.key(first));
    }

    long value() {
        return value;
    }

    /** Whether that message is answered together with it. */
    boolean takes(StreamBook.Answer itsAnswer, StreamMessage message) {
        // It is asked of all that wait, mostly with the very same answer: what compares much comes last.
        if (isSum || itsAnswer != answer && !itsAnswer.equals(answer)) {
            return false;
        }
        return switch (message.kind()) {
            // Whoever wrote it: the same is not said twice.
            case CHAT -> message.text().equalsIgnoreCase(first.text());
            case GIFT -> message.gift().equals(first.gift()) && isForBoth(message);
            default -> isForBoth(message);
        };
    }

    private boolean isForBoth(StreamMessage message) {
        return answer.many().isPresent() || viewers.size() == 1 && isSamePerson(message) || !names(answer.text());
    }

    private boolean isSamePerson(StreamMessage message) {
        String person = Persons.key(message);
        return !person.isEmpty() && person.equals(Persons.key(first));
    }

    private static boolean names(Variants text) {
        return text.toString().contains("%" + AnswerField.USER.id() + "%");
    }

    /** Takes a message in. @return whether it is more important with it */
    boolean take(StreamMessage message, SpeechPriority itsPriority) {
        messages++;
        count += message.count();
        value += message.value();
        if (viewers.size() < MOST_VIEWERS) {
            viewers.add(Persons.key(message));
        }
        boolean isMore = itsPriority.compareTo(priority) < 0;
        priority = isMore ? itsPriority : priority;
        return isMore;
    }

    /** Takes another in, of what was too many. */
    void take(Pending other) {
        messages += other.messages;
        count += other.count;
        value += other.value;
        other.viewers.stream().limit(Math.max(0, MOST_VIEWERS - viewers.size())).forEach(viewers::add);
        priority = priority.compareTo(other.priority) <= 0 ? priority : other.priority;
    }

    /** Is said in the end, for all. */
    void becomeSum(long now) {
        isSum = true;
        readyAt = now;
        expiresAt = now + answer.expires().toNanos();
    }

    /** The text with its variants, of which one is said. */
    Variants text() {
        return isSum ? answer.sum().orElseThrow()
                : viewers.size() > 1 ? answer.many().orElse(answer.text()) : answer.text();
    }

    /** What is said: one of the variants with the fields filled in. */
    String fill(String text, Readable readable) {
        Function<AnswerField, String> values = field -> switch (field) {
            case USER -> readable.name(first.viewer().name());
            case OTHERS -> Integer.toString(Math.max(0, viewers.size() - 1));
            case TEXT -> first.kind() == StreamKind.CHAT ? first.text() : readable.text(first.text());
            case GIFT -> readable.thing(first.gift());
            case COUNT -> Long.toString(isCounted() ? count : messages);
            case VALUE -> Long.toString(value);
        };
        String filled = AnswerField.WRITTEN.matcher(text).replaceAll(field -> Matcher.quoteReplacement(
                AnswerField.find(field.group(1).toLowerCase(Locale.ROOT)).map(values).orElse("")));
        String said = filled.strip().replaceAll("\\s+", " ");
        return said.length() <= VariantSyntax.LONGEST ? said : said.substring(0, VariantSyntax.LONGEST);
    }

    /**
     * What a language model is told of it, as JSON: in that what strangers wrote stays between its quotes.
     *
     * @param readable what of it may be read
     */
    String question(Readable readable) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("event", first.kind().id());
        told.put("viewer", readable.name(first.viewer().name()));
        if (viewers.size() > 1) {
            told.put("other_viewers", viewers.size() - 1);
        }
        String text = first.kind() == StreamKind.CHAT ? first.text() : readable.text(first.text());
        if (!text.isEmpty()) {
            told.put("text", text);
        }
        if (isCounted()) {
            told.put("count", count);
        }
        if (first.kind() == StreamKind.GIFT) {
            told.put("gift", readable.thing(first.gift()));
            told.put("value", value);
        }
        return Json.write(told);
    }

    private boolean isCounted() {
        return switch (first.kind()) {
            case GIFT, LIKE, STATISTICS -> true;
            default -> false;
        };
    }
}
