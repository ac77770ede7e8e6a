package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the running profile and the settings anew when their files were saved: a {@link ProfileWatch} and a
 * {@link FileWatch} on a thread named {@value #NAME}, which {@link FolderHints} wake when the system tells of a save.
 */
final class HotReload implements AutoCloseable {
    /** What its thread and its failures are called. */
    static final String NAME = "profile-watch";

    private static final Logger LOG = LoggerFactory.getLogger(HotReload.class);
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Clock clock;
    private final Consumer<ProfileResult> onSaved;
    /** Null where the profile has no file. */
    private volatile ProfileWatch followed;
    /** Null where no settings are followed. */
    private volatile FileWatch settings;
    /** Which files the hints are of; its own thread only. */
    private List<Path> hinted = List.of();
    /** How often the profile had been read then. */
    private long readings;
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
        this(file, clock, onSaved, onFailure);
        follow(file, begun);
    }

    /** One that follows nothing yet. @param place one of the file system's, for messages */
    HotReload(Path place, Clock clock, Consumer<ProfileResult> onSaved, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onSaved = onSaved;
        this.onFailure = onFailure;
        hints = new FolderHints(place, clock, ProfileWatch.QUIET, failure -> LOG.info(
                "the system tells of no saves ({}); {} is looked at each second", failure.getMessage(), place));
        worker = new Worker(NAME, this::step, hints, this::failed);
    }

    /** Follows another file from now on, of which that has been read. Any thread. */
    void follow(Path file, Profile begun) {
        followed = new ProfileWatch(file, begun, clock, onSaved);
    }

    /** Follows the files of the settings as well from now on. Any thread. */
    void follow(FileWatch watch) {
        settings = watch;
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
        ProfileWatch profile = followed;
        FileWatch others = settings;
        long next = Math.min(profile == null ? Clock.NEVER : profile.step(now),
                others == null ? Clock.NEVER : others.step(now));
        List<Path> files = new ArrayList<>(profile == null ? List.of() : profile.files());
        files.addAll(others == null ? List.of() : others.files());
        long read = profile == null ? 0 : profile.readings();
        if (read != readings || !files.equals(hinted)) {
            // A file, a link to it or a folder may be another than before.
            hints.follow(files);
            hinted = files;
            readings = read;
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
