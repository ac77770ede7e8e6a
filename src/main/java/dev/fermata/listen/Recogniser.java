package dev.fermata.listen;

import java.util.Optional;

/** Something that understands speech. One thread asks at a time. */
public interface Recogniser extends AutoCloseable {
    /**
     * What is said; takes as long as it takes, within its own limits of time and size, and ends at once when the thread
     * is interrupted.
     *
     * @return empty when it is no speech, or none that it can make anything of, such as words beside its grammar
     * @throws RecogniserException when it cannot be known what is said
     * @throws InterruptedException when the thread was interrupted; nothing of the request is left
     */
    Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException;

    /** Gets ready, so that the first utterance need not wait for that. By the thread that asks. */
    default void prepare() {
    }

    /** What it is, for people. */
    String name();

    /** Gives back what it has, such as a process that it keeps ready. */
    @Override
    default void close() {
    }
}
