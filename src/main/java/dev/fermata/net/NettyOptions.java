package dev.fermata.net;

import java.util.Map;

/**
 * How Netty is to behave, beside a game. Netty reads system properties once, when
 * its classes are first used, so {@link #apply} comes before that. What the user set stays.
 */
public final class NettyOptions {
    private static final Map<String, String> OPTIONS = Map.of(
            // sun.misc.Unsafe makes newer JDKs warn on the console.
            "io.netty.noUnsafe", "true",
            // Replacing the selector's insides needs --add-opens and saves nothing worth it here.
            "io.netty.noKeySetOptimization", "true",
            // Plain arrays, left to the garbage collector: no arenas of megabytes, nothing outside the heap ...
            "io.netty.allocator.type", "unpooled",
            "io.netty.noPreferDirect", "true",
            // ... and so nothing that could leak, and no objects kept for later.
            "io.netty.leakDetection.level", "disabled",
            "io.netty.recycler.maxCapacityPerThread", "0",
            // Netty would load Java's management and flight recorder for these.
            "io.netty.ignoreMaxDirectMemorySize", "true",
            "io.netty.jfr.enabled", "false",
            // Otherwise looked up in the network interfaces, for channel names that nobody reads.
            "io.netty.machineId", "00:00:00:00:00:01",
            "io.netty.processId", "1");

    private NettyOptions() {
    }

    /** Sets what is not set yet. */
    public static void apply() {
        OPTIONS.forEach(System.getProperties()::putIfAbsent);
    }
}
