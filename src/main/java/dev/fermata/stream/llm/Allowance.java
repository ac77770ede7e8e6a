package dev.fermata.stream.llm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How much may be asked of one model: how often a minute, how much at once, how many tokens a day. What an answer may
 * have at most is set aside before it is asked for, so that no limit is passed whatever it turns out to be. Takes the
 * time as an argument; confined to whoever guards it.
 */
final class Allowance {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    /** A day, and the hour that has begun. */
    private static final int HOURS = 25;

    private final int perMinute;
    private final int atOnce;
    private final long perDay;
    private final Deque<Long> begun = new ArrayDeque<>();
    /** Tokens by the hour, each in its place in turn, and which hours these are. */
    private final long[] used = new long[HOURS];
    private final long[] hours = new long[HOURS];
    private int open;
    private long setAside;

    /** @param perMinute 0 for any number, as for {@code perDay} */
    Allowance(int perMinute, int atOnce, long perDay) {
        this.perMinute = perMinute;
        this.atOnce = atOnce;
        this.perDay = perDay;
    }

    /**
     * Sets aside what one more answer takes.
     *
     * @param tokens that it takes at most
     * @return why not, for people; nothing is set aside then
     */
    Optional<String> begin(long now, long tokens) {
        while (!begun.isEmpty() && now - begun.peekFirst() >= MINUTE) {
            begun.removeFirst();
        }
        if (open >= atOnce) {
            return Optional.of("it writes " + open + (open == 1 ? " answer" : " answers") + " already (at_once)");
        }
        if (perMinute > 0 && begun.size() >= perMinute) {
            return Optional.of("it was asked " + perMinute + " times in the last minute (per_minute)");
        }
        long spent = ofDay(now);
        if (perDay > 0 && spent + setAside + tokens > perDay) {
            return Optional.of("of its " + perDay + " tokens a day " + spent + " are used up (tokens_per_day)");
        }
        if (perMinute > 0) {
            begun.addLast(now);
        }
        open++;
        setAside += tokens;
        return Optional.empty();
    }

    /** An answer is over. @param aside what was set aside for it @param tokens what it has taken */
    void end(long now, long aside, long tokens) {
        open--;
        setAside -= aside;
        long hour = now / HOUR;
        int place = (int) (hour % HOURS);
        if (hours[place] != hour) {
            hours[place] = hour;
            used[place] = 0;
        }
        used[place] += tokens;
    }

    /** How many tokens were taken in the last 24 hours, and in the rest of the hour in which these begin. */
    long ofDay(long now) {
        long hour = now / HOUR;
        long sum = 0;
        for (int i = 0; i < HOURS; i++) {
            sum += hour - hours[i] < HOURS ? used[i] : 0;
        }
        return sum;
    }

    /** How many answers are being written. */
    int open() {
        return open;
    }
}
