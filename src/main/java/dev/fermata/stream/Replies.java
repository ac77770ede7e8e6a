package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers that language models write now, what they wrote before, and what is to be asked of whoever has them
 * written. Confined to the room's lock.
 */
final class Replies {
    /** Of what was asked and answered before a model is told no more. */
    private static final int MOST_HISTORY = 4_000;

    private final Map<Long, Reply> open = new LinkedHashMap<>();
    private final Deque<Prompt.Turn> history = new ArrayDeque<>();
    private final List<Order> orders = new ArrayList<>();
    private StreamBook.Replies rules;

    Replies(StreamBook.Replies rules) {
        this.rules = rules;
    }

    /** What is to be done without the lock. */
    sealed interface Order {
    }

    /** One is to be written. */
    record Begin(long number, Prompt prompt) implements Order {
    }

    /** One is not to be written any more. */
    record Cancel(long number) implements Order {
    }

    /** An item of speech is not to be spoken any more. */
    record Unsay(long id, String because) implements Order {
    }

    void use(StreamBook.Replies newRules) {
        rules = newRules;
        shorten();
    }

    int longest() {
        return rules.longest();
    }

    /** How long a sentence is waited for, in nanoseconds. */
    long patience() {
        return rules.patience().toNanos();
    }

    int writing() {
        return (int) open.values().stream().filter(each -> !each.isComplete()).count();
    }

    List<Reply> all() {
        return List.copyOf(open.values());
    }

    Optional<Reply> find(Pending item) {
        return Optional.ofNullable(open.get(item.number)).filter(each -> each.item == item);
    }

    /** The one of that number that is still being written. */
    Optional<Reply> written(long number) {
        return Optional.ofNullable(open.get(number)).filter(each -> !each.isComplete());
    }

    void add(Reply reply) {
        open.put(reply.item.number, reply);
    }

    /** Has one written. */
    void begin(Reply reply) {
        orders.add(new Begin(reply.item.number, new Prompt(rules.prompt(), List.copyOf(history), reply.question)));
    }

    /** Nothing more of it is to be written. */
    void stopWriting(Reply reply) {
        if (!reply.isComplete()) {
            orders.add(new Cancel(reply.item.number));
        }
    }

    void unsay(long id, String because) {
        orders.add(new Unsay(id, because));
    }

    void remove(Reply reply) {
        open.remove(reply.item.number);
    }

    /** It has been said; those after it are told of it. */
    void remember(Reply reply) {
        history.add(new Prompt.Turn(reply.question, reply.said()));
        shorten();
    }

    private void shorten() {
        while (history.size() > rules.history() || history.stream()
                .mapToInt(each -> each.question().length() + each.answer().length()).sum() > MOST_HISTORY) {
            history.remove();
        }
    }

    /** What is to be done, in its order. It is forgotten here. */
    List<Order> orders() {
        List<Order> taken = List.copyOf(orders);
        orders.clear();
        return taken;
    }

    /**
     * The one of which a sentence is to be handed over now. One that has been begun is not talked into by another, unless
     * that is more important.
     */
    Optional<Reply> next() {
        return open.values().stream().filter(Reply::hasNext).filter(each -> each.isBegun() || mayBegin(each.item))
                .min(Comparator.comparing(each -> each.item, Pending.ORDER));
    }

    /** Whether what is said for an item talks into none that was begun. */
    boolean mayBegin(Pending item) {
        return open.values().stream().filter(each -> each.isBegun() && each.isOpen())
                .allMatch(each -> item.priority.compareTo(each.item.priority) < 0);
    }

    /** When one of them is too late, or one that was not begun has waited for too long. */
    long deadline() {
        long next = Clock.NEVER;
        for (Reply each : open.values()) {
            next = Math.min(next, Math.min(each.dueAt, each.isBegun() ? Clock.NEVER : each.item.expiresAt));
        }
        return next;
    }
}
