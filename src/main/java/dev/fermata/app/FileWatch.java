package dev.fermata.app;

import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decides when one of some files was saved, made or removed, as {@link ProfileWatch} does: by looking at the files
 * themselves, and telling when they have been quiet for a moment. A file that was saved a moment before is told of once
 * more, for it may have been saved again since; so whoever is told reads, and compares. What is read may name other files
 * than before: those are looked at from then on.
 *
 * <p>Passive: one thread steps it.
 */
final class FileWatch implements Stepped {
    private static final long NOT_SEEN = -1;

    private final Clock clock;
    private final Supplier<List<Path>> onSaved;

    private volatile List<Path> files;

    private List<FileStamp> read;
    /** Whether equal stamps mean equal texts. */
    private boolean settled;
    private List<FileStamp> seen;
    private long seenSince;
    private long unrestSince = NOT_SEEN;

    /**
     * @param files have just been read
     * @param onSaved called on the stepping thread, says what to look at from then on; what it throws makes the step
     *                fail, and comes again
     */
    FileWatch(List<Path> files, Clock clock, Supplier<List<Path>> onSaved) {
        this.files = List.copyOf(files);
        this.clock = clock;
        this.onSaved = onSaved;
        read = FileStamp.of(this.files);
        seen = read;
        settled = isSettled(read, clock.nanos());
    }

    /** What is looked at. Any thread. */
    List<Path> files() {
        return files;
    }

    @Override
    public long step(long now) {
        List<FileStamp> stamps = FileStamp.of(files);
        boolean changed = !stamps.equals(read);
        if (!changed && settled) {
            unrestSince = NOT_SEEN;
            return now + ProfileWatch.PERIOD.toNanos();
        }
        if (changed && isUnrest(stamps, now)) {
            return Math.min(seenSince + ProfileWatch.QUIET.toNanos(),
                    unrestSince + ProfileWatch.LONGEST_UNREST.toNanos());
        }
        if (changed || isSettled(stamps, now)) {
            List<Path> next = List.copyOf(onSaved.get());
            settled = isSettled(stamps, now);
            if (!next.equals(files)) {
                files = next;
                // Nobody has looked at the others before they were read, so they are read once more.
                stamps = FileStamp.of(files);
                settled = false;
            }
        }
        // The stamps were taken before it was read, so that a change meanwhile is seen at the next look.
        read = stamps;
        unrestSince = NOT_SEEN;
        return now + ProfileWatch.PERIOD.toNanos();
    }

    /** Whether it changed too short a time ago to be read. */
    private boolean isUnrest(List<FileStamp> stamps, long now) {
        if (unrestSince == NOT_SEEN) {
            unrestSince = now;
        }
        if (!stamps.equals(seen)) {
            seen = stamps;
            seenSince = now;
        }
        return now - seenSince < ProfileWatch.QUIET.toNanos()
                && now - unrestSince < ProfileWatch.LONGEST_UNREST.toNanos();
    }

    private boolean isSettled(List<FileStamp> stamps, long now) {
        return stamps.stream().noneMatch(stamp -> stamp.isYoung(clock.wallTime(now)));
    }
}
