package dev.fermata.observe;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The share of one processor core that the whole process uses, over the last {@link #HALF_WINDOW} to
 * two of them. Starting a JVM and compiling its code takes far more than running it: the first
 * {@link #WARM_UP} is left out, so there is no figure in the first minute.
 *
 * <p>{@link #sample} belongs to one thread; {@link #cpuPercent} may be called from any.
 */
public final class ProcessUsage {
    /** What is sampled less than this after the first sample does not count. */
    static final Duration WARM_UP = Duration.ofSeconds(30);
    /** Long enough that the 10 ms steps of the platform's figure are far below a tenth of a per cent. */
    static final Duration HALF_WINDOW = Duration.ofSeconds(30);

    private record Sample(long atNanos, long cpuNanos) {
    }

    private final CpuTime cpu;
    private long warmAt = -1;
    /** Where the window begins, and where it will begin after the next half. */
    private Sample from;
    private Sample next;
    private volatile double percent = Double.NaN;

    /** Of this process. */
    public ProcessUsage() {
        this(CpuTime.ofThisProcess());
    }

    ProcessUsage(CpuTime cpu) {
        this.cpu = cpu;
    }

    /** Takes a sample; to be called about once a second. */
    void sample(long nowNanos) {
        OptionalLong used = cpu.nanos();
        if (used.isEmpty()) {
            return;
        }
        if (warmAt < 0) {
            warmAt = nowNanos + WARM_UP.toNanos();
        }
        Sample sample = new Sample(nowNanos, used.getAsLong());
        if (from == null || nowNanos < warmAt) {
            from = sample;
            next = sample;
            return;
        }
        if (nowNanos - next.atNanos >= HALF_WINDOW.toNanos()) {
            from = next;
            next = sample;
        }
        long passed = nowNanos - from.atNanos;
        if (passed >= HALF_WINDOW.toNanos()) {
            percent = 100.0 * (sample.cpuNanos - from.cpuNanos) / passed;
        }
    }

    /** Per cent of one core; empty until there is a window, and where the platform does not tell. */
    public OptionalDouble cpuPercent() {
        double latest = percent;
        return Double.isNaN(latest) ? OptionalDouble.empty() : OptionalDouble.of(latest);
    }
}
