package dev.fermata.stream;

import dev.fermata.model.StreamDrop;
import dev.fermata.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * An answer that a language model writes: what of it is there, and what of that has been said. Confined to the room's
 * lock.
 */
final class Reply {
    /** So many of its sentences are handed over at once: one is heard while the next one's sound is made. */
    private static final int AHEAD = 2;

    final Pending item;
    /** What the model was asked. */
    final String question;
    final long askedAt;
    /** When the next sentence has to be there, or one that is there has to be handed over. */
    long dueAt;
    /** What is written and not handed over. */
    private final Deque<String> ready = new ArrayDeque<>();
    /** All that was written. */
    private final StringBuilder written = new StringBuilder();
    /** What was handed over. */
    private final StringBuilder said = new StringBuilder();
    private int speaking;
    private boolean begun;
    /** Nothing more is written. */
    private boolean complete;
    private String model = "";
    /** Why it does not go on, or no model wrote it; empty where neither is so. */
    private String detail = "";
    private Optional<StreamDrop> failure = Optional.empty();

    Reply(Pending item, String question, long now, long dueAt) {
        this.item = item;
        this.question = question;
        this.askedAt = now;
        this.dueAt = dueAt;
    }

    /** Whether some of it has been handed over. */
    boolean isBegun() {
        return begun;
    }

    /** Whether nothing more is written. */
    boolean isComplete() {
        return complete;
    }

    /** Whether there is still something to hand over, or will be. */
    boolean isOpen() {
        return !complete || !ready.isEmpty();
    }

    /** Whether nothing of it is to be said any more, and nothing is being said. */
    boolean isOver() {
        return !isOpen() && speaking == 0;
    }

    /** Whether a sentence may be handed over now. */
    boolean hasNext() {
        return !ready.isEmpty() && speaking < AHEAD;
    }

    /** Whether what is still spoken of it is not to be; while the agent is stopped nothing is spoken anyway. */
    boolean isGivenUp() {
        return failure.isPresent() && failure.get() != StreamDrop.STOPPED;
    }

    /** Whether anything was written that is said. */
    boolean hasWords() {
        return begun || !ready.isEmpty();
    }

    String model() {
        return model;
    }

    String detail() {
        return detail;
    }

    Optional<StreamDrop> failure() {
        return failure;
    }

    /** All that was handed over. */
    String said() {
        return said.toString();
    }

    /** All that was written, and that behind it. */
    String with(String sentence) {
        return written.isEmpty() ? sentence : written + " " + sentence;
    }

    /** One more sentence is written. */
    void add(String sentence, String itsModel, long now) {
        written.append(written.isEmpty() ? "" : " ").append(sentence);
        ready.add(sentence);
        model = itsModel;
        waits(now, 0);
    }

    /** While something of it is spoken nothing is too late. @param patience how long a sentence is waited for */
    void waits(long now, long patience) {
        dueAt = speaking > 0 || !isOpen() ? Clock.NEVER : ready.isEmpty() ? now + patience
                : begun ? now + item.answer.expires().toNanos() : Clock.NEVER;
    }

    /** What was not handed over is not said. */
    void forget() {
        ready.clear();
    }

    /** The next one is handed over. */
    String next() {
        begun = true;
        dueAt = Clock.NEVER;
        speaking++;
        String sentence = ready.remove();
        said.append(said.isEmpty() ? "" : " ").append(sentence);
        return sentence;
    }

    /** One that was handed over is not spoken any more. */
    void over() {
        speaking--;
    }

    /** Nothing more is written. @param why it does not go on; empty where it is whole */
    void complete(String why) {
        complete = true;
        detail = detail.isEmpty() ? why : detail;
        dueAt = Clock.NEVER;
    }

    /** That is said in its place. Nothing of it has been handed over. */
    void replace(String text, String why) {
        ready.clear();
        ready.add(text);
        model = "";
        detail = "";
        complete(why);
    }

    /** It is not said to its end, and its message is not answered. */
    void fail(StreamDrop why, String itsDetail) {
        ready.clear();
        complete = true;
        dueAt = Clock.NEVER;
        if (failure.isEmpty()) {
            failure = Optional.of(why);
            detail = itsDetail;
        }
    }
}
