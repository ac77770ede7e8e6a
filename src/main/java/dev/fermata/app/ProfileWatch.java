package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileText;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides when the file of the running profile, or one that it extends, was saved, by looking at the files themselves:
 * size, time and identity, links followed. So it does not matter how it was saved, nor what becomes of the folders on
 * the way to it, nor what else happens there. The file is read when it has been quiet for {@link #QUIET}, or
 * after {@link #LONGEST_UNREST} if it never is; what has the same text as before is no news, unless what its sensors
 * have learned, or a take that it plays, is another than before.
 *
 * <p>Passive: one thread steps it, each {@link #PERIOD} at the latest, and sooner when it is told that the
 * file may have changed. A look is one call of the system and opens nothing.
 */
final class ProfileWatch implements Stepped {
    /** How often it looks by itself. */
    static final Duration PERIOD = Duration.ofSeconds(1);
    /** Editors write in several steps: so long nothing must have changed. */
    static final Duration QUIET = Duration.ofMillis(100);
    /** Who writes all the time is read all the same. */
    static final Duration LONGEST_UNREST = Duration.ofSeconds(1);

    private static final long NOT_SEEN = -1;

    private final Path file;
    private final Profile begun;
    private final Clock clock;
    private final Function<Path, ProfileText> reader;
    private final Consumer<ProfileResult> onSaved;

    /** The file and those that it extended when it was read last. */
    private List<Path> files;
    /** What it is made of besides. */
    private Besides besides;
    /** How that was when it was used last; empty before. */
    private Optional<List<FileStamp>> learned = Optional.empty();
    /** What was read last, with the stamps they had then. At first what began was read from; with its takes unknown. */
    private Optional<ProfileText> text;
    private Optional<List<FileStamp>> read = Optional.empty();
    /** Whether equal stamps mean equal texts. */
    private boolean settled;
    private List<FileStamp> seen = List.of();
    private long seenSince;
    private long unrestSince = NOT_SEEN;
    private long readings;

    /**
     * @param begun what runs now; a file that has anything else when it is first read was saved meanwhile
     * @param onSaved called on the stepping thread; what it throws makes the step fail, and comes again
     */
    ProfileWatch(Path file, Profile begun, Clock clock, Consumer<ProfileResult> onSaved) {
        this(file, begun, clock, ProfileReader::load, onSaved);
    }

    /** @param reader takes the text of the file */
    ProfileWatch(Path file, Profile begun, Clock clock, Function<Path, ProfileText> reader,
            Consumer<ProfileResult> onSaved) {
        this.file = file;
        this.files = List.of(file);
        this.besides = new Besides(begun.senses().looks(), begun.takes());
        this.begun = begun;
        this.text = begun.takes().isEmpty() ? begun.source() : Optional.empty();
        this.clock = clock;
        this.reader = reader;
        this.onSaved = onSaved;
    }

    /**
     * What a profile is made of besides its text.
     *
     * @param looks what the names of the files begin with that its sensors have learned
     * @param takes the files of takes that it plays, or of which it was refused
     */
    private record Besides(List<Path> looks, List<Path> takes) {
        boolean isLike(Besides other) {
            return looks.equals(other.looks) && takes.equals(other.takes);
        }

        List<FileStamp> stamps() {
            List<FileStamp> all = new ArrayList<>(FileStamp.beginning(looks));
            all.addAll(FileStamp.of(takes));
            return all;
        }
    }

    private Besides besides(ProfileResult result, ProfileText of) {
        return result.profile().map(profile -> new Besides(profile.senses().looks(), profile.takes()))
                .orElseGet(() -> new Besides(besides.looks(), result.diagnostics().stream()
                        .map(problem -> Path.of(problem.file())).filter(each -> !of.paths().contains(each)).distinct()
                        .toList()));
    }

    private List<FileStamp> stamps() {
        List<FileStamp> all = new ArrayList<>(FileStamp.of(files));
        all.addAll(besides.stamps());
        return List.copyOf(all);
    }

    /** How often the file was read, for whoever wants to know whether a step has. */
    long readings() {
        return readings;
    }

    /** What is looked at: the file, and those that it extended when it was read last. */
    List<Path> files() {
        return files;
    }

    @Override
    public long step(long now) {
        List<FileStamp> stamps = stamps();
        if (read.equals(Optional.of(stamps)) && settled) {
            unrestSince = NOT_SEEN;
            seen = stamps;
            return now + PERIOD.toNanos();
        }
        if (read.isPresent() && !read.get().equals(stamps) && isUnrest(stamps, now)) {
            return Math.min(seenSince + QUIET.toNanos(), unrestSince + LONGEST_UNREST.toNanos());
        }
        read(stamps, now);
        return now + PERIOD.toNanos();
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
        return now - seenSince < QUIET.toNanos() && now - unrestSince < LONGEST_UNREST.toNanos();
    }

    /** @param stamps taken before, so that a change while it is read is seen at the next look */
    private void read(List<FileStamp> stamps, long at) {
        ProfileText now = reader.apply(file);
        readings++;
        Besides before = besides;
        List<FileStamp> learnedNow = stamps.subList(files.size(), stamps.size());
        boolean isLearned = learned.filter(earlier -> !earlier.equals(learnedNow)).isPresent();
        if (isLearned || text.isEmpty() || !text.get().isLike(now)) {
            ProfileResult result = ProfileReader.read(now);
            if (text.isPresent() || !result.profile().equals(Optional.of(begun))) {
                onSaved.accept(result);
            }
            text = Optional.of(now);
            besides = besides(result, now);
        }
        boolean sameFiles = files.equals(now.paths()) && besides.isLike(before);
        files = now.paths();
        learned = Optional.of(besides.isLike(before) ? learnedNow : besides.stamps());
        // Nobody has looked at the others before they were read, so they are read once more.
        read = Optional.of(sameFiles ? stamps : stamps());
        seen = read.get();
        unrestSince = NOT_SEEN;
        settled = sameFiles && !now.mayPass() && stamps.stream().noneMatch(stamp -> stamp.isYoung(clock.wallTime(at)));
    }
}
