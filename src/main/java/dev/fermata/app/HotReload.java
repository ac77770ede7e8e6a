package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the running profile anew when its file was saved: a {@link ProfileWatch} on a thread of its own
 * named {@value #NAME}, which {@link FolderHints} wake when the system tells of a save.
 */
final class HotReload implements AutoCloseable {
    /** What its thread and its failures are called. */
    static final String NAME = "profile-watch";

    private static final Logger LOG = LoggerFactory.getLogger(HotReload.class);
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Clock clock;
    private final Consumer<ProfileResult> onSaved;
    private volatile ProfileWatch followed;
    /** Whose folder the hints are of; its own thread only. */
    private Optional<ProfileWatch> hinted = Optional.empty();
    private final FolderHints hints;
    private final Worker worker;
    private final Consumer<Throwable> onFailure;
    /** The failure that was told last, until a look succeeds; its own thread only. */
    private Optional<String> failure = Optional.empty();
    /** What failed is tried again, but no more often than it is looked. */
    private long retryAt;

    /**
     * @param begun the profile that runs now
     * @param onSaved called on the watching thread
     * @param onFailure told on the watching thread why it could not look, once for each new reason
     */
    HotReload(Path file, Profile begun, Clock clock, Consumer<ProfileResult> onSaved, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onSaved = onSaved;
        this.onFailure = onFailure;
        follow(file, begun);
        hints = new FolderHints(file, clock, ProfileWatch.QUIET, failure -> LOG.info(
                "the system tells of no saves ({}); {} is looked at each second", failure.getMessage(), file));
        worker = new Worker(NAME, this::step, hints, this::failed);
    }

    /** Follows another file from now on, of which that has been read. Any thread. */
    void follow(Path file, Profile begun) {
        followed = new ProfileWatch(file, begun, clock, onSaved);
    }

    /** The thread, to be watched; it is not started before {@link #start}. */
    Worker worker() {
        return worker;
    }

    /** Begins; the file may have been saved since it was read for the run. */
    void start() {
        worker.start();
    }

    @Override
    public void close() {
        hints.close();
        worker.stop(STOP_WAIT);
    }

    private long step(long now) {
        if (now < retryAt) {
            return retryAt;
        }
        ProfileWatch current = followed;
        long readings = current.readings();
        long next = current.step(now);
        if (current.readings() != readings || hinted.filter(current::equals).isEmpty()) {
            // The file, a link to it or a folder may be another than before.
            hints.follow(current.files());
            hinted = Optional.of(current);
        }
        failure = Optional.empty();
        return next;
    }

    private void failed(Throwable thrown) {
        retryAt = hints.nanos() + ProfileWatch.PERIOD.toNanos();
        Optional<String> what = Optional.of(thrown.toString());
        if (!what.equals(failure)) {
            failure = what;
            onFailure.accept(thrown);
        }
    }
}
