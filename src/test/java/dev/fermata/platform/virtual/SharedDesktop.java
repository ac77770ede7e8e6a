package dev.fermata.platform.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the virtual desktop of this JVM. There is one for all tests, and it stays until the JVM
 * has ended, because JNativeHook connects to one display for as long as it is loaded.
 *
 * <p>Where the programs it needs are missing the tests are skipped, and fail if the environment says
 * {@code CI=true}: there, missing tests must not go unnoticed.
 *
 * <p>A test after which a key or button stays down fails: nothing may be left pressed, and the next test
 * would take it for its own.
 */
public final class SharedDesktop implements ExecutionCondition, BeforeEachCallback, AfterEachCallback,
        ParameterResolver {
    private static final ExtensionContext.Namespace SPACE =
            ExtensionContext.Namespace.create(SharedDesktop.class);

    /** Keeps JUnit from closing the desktop at the end of the run. */
    private record Kept(VirtualDesktop desktop) {
    }

    /** Waits for something that a working desktop does within milliseconds. */
    public static ConditionFactory soon() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(15));
    }

    /**
     * Skips or fails the calling test when no virtual desktop can be had.
     *
     * @param more what the test starts beside it
     */
    public static void requirePrograms(String... more) {
        missing(more).ifPresent(Assumptions::abort);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return missing().map(ConditionEvaluationResult::disabled)
                .orElse(ConditionEvaluationResult.enabled("all programs are there"));
    }

    private static Optional<String> missing(String... more) {
        List<String> missing = new ArrayList<>(VirtualDesktop.missingPrograms());
        missing.addAll(VirtualDesktop.missing(List.of(more)));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String problem = "desktop tests need programs that are not installed: " + missing;
        if ("true".equals(System.getenv("CI"))) {
            fail(problem);
        }
        return Optional.of(problem);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        desktop(context).target().clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        VirtualDesktop desktop = desktop(context);
        desktop.releaseAll();
        soon().untilAsserted(() -> assertEquals(Set.of(), desktop.keysDown(), "left pressed"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == VirtualDesktop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return desktop(context);
    }

    private static VirtualDesktop desktop(ExtensionContext context) {
        return context.getRoot().getStore(SPACE)
                .getOrComputeIfAbsent(Kept.class, type -> new Kept(new VirtualDesktop()), Kept.class)
                .desktop();
    }
}
