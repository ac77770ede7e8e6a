package dev.fermata.listen;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that has utterances recognised, one after the other. Thread-safe. */
public final class Recognising implements AutoCloseable {
    private static final int QUEUE = 3;
    private static final int IDLE_SECONDS = 10;

    /** Hears what came of utterances. Called by the recognising thread, or by who asks for more than there may be. */
    public interface Listener {
        /** The recogniser has had a look at it. @param heard empty where it can make nothing of it */
        void recognised(Utterance utterance, Optional<Heard> heard);

        /** It could not be looked at. @param reason for people */
        void cannot(Utterance utterance, String reason);
    }

    private final Recogniser recogniser;
    private final Listener listener;
    private final ThreadPoolExecutor thread;

    /** Begins no thread before something is said. */
    public Recognising(Recogniser recogniser, Listener listener) {
        this.recogniser = recogniser;
        this.listener = listener;
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE),
                task -> {
                    Thread made = new Thread(task, "recogniser");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Has the recogniser get ready. */
    public void prepare() {
        try {
            thread.execute(recogniser::prepare);
        } catch (RejectedExecutionException e) {
            // It has so much to do that it is ready already.
        }
    }

    /** Has one recognised. */
    public void add(Utterance utterance) {
        try {
            thread.execute(() -> recognise(utterance));
        } catch (RejectedExecutionException e) {
            listener.cannot(utterance, "more is said than " + recogniser.name() + " can look at");
        }
    }

    private void recognise(Utterance utterance) {
        try {
            listener.recognised(utterance, recogniser.recognise(utterance));
        } catch (RecogniserException e) {
            listener.cannot(utterance, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            listener.cannot(utterance, recogniser.name() + " failed: " + e);
        }
    }

    /** Ends what is being recognised. */
    @Override
    public void close() {
        thread.shutdownNow();
        recogniser.close();
    }
}
