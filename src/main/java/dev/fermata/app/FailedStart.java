package dev.fermata.app;

import dev.fermata.present.News;
import dev.fermata.present.Notifications;
import dev.fermata.present.Teller;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a start that failed: the log, and of a service, whose terminal nobody sees, the player too, by a desktop
 * notification whatever the settings ask for. Takes two seconds at most.
 */
public final class FailedStart {
    /** The variable that is set for what the desktop session starts. */
    public static final String SERVICE = "FERMATA_SERVICE";

    private static final Logger LOG = LoggerFactory.getLogger(FailedStart.class);
    private static final long TOLD_MILLIS = 2_000;
    /** A service is tried again a few times; for so long the same reason is no news. */
    private static final Duration SAME = Duration.ofMinutes(1);
    private static final String FILE = "not-started";
    private static final int LONGEST = 10_000;

    private FailedStart() {
    }

    private static boolean isOfService(Map<String, String> environment) {
        return !environment.getOrDefault(SERVICE, "").isEmpty();
    }

    /**
     * Tells of it.
     *
     * @param failure its message is for people, and may have several lines
     * @param runtime the folder in which is kept what was told last
     */
    public static void tell(RuntimeException failure, Map<String, String> environment, Path runtime) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        LOG.info("it has not started: {}", why);
        if (!isOfService(environment) || wasToldJustNow(why, runtime.resolve(FILE))) {
            return;
        }
        Teller teller = new Teller("notifications", News.Weight.FAULT, new Notifications(), LOG::warn);
        teller.accept(new News(News.Kind.NOT_STARTED, why));
        teller.await(TOLD_MILLIS);
        teller.close();
    }

    /** Where nothing can be kept it is told each time. */
    private static boolean wasToldJustNow(String why, Path file) {
        Clock clock = new SystemClock();
        try {
            PrivateFiles.folder(file.getParent());
            boolean same = Files.exists(file) && PrivateFiles.read(file, LONGEST).equals(why)
                    && Files.getLastModifiedTime(file).toInstant().isAfter(clock.wallTime(clock.nanos()).minus(SAME));
            if (!same) {
                PrivateFiles.replace(file, why);
            }
            return same;
        } catch (IOException e) {
            return false;
        }
    }
}
