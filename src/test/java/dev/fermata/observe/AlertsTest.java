package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.observe.Latencies.Measure;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every rule, once over its threshold and back, on a clock set by hand. */
class AlertsTest {
    private static final long MS = 1_000_000;

    private final HandClock clock = new HandClock();
    private final Latencies latencies = new Latencies(true);
    private final MemoryUse memory = new MemoryUse();
    private final List<Event> events = new ArrayList<>();
    private long cpuNanos;
    private long bytes = 1_000_000;
    private final ProcessUsage process = new ProcessUsage(() -> OptionalLong.of(cpuNanos));
    private final Alerts alerts = new Alerts(latencies, process, memory, Alerts.Thresholds.DEFAULTS, events::add);

    AlertsTest() {
        memory.add("ring", () -> bytes);
    }

    @Test
    void aSlowPauseRaisesOnceAndClearsOnceItIsForgotten() {
        latencies.record(Measure.PAUSE, 12 * MS);
        seconds(20);
        assertEquals(List.of("alert_raised pause_latency slowest pause 11.99 ms, over 10 ms"), told());
        assertEquals("pause_latency", alerts.raised().get(0).alert());

        // Slow again while it is raised: nothing new to tell.
        latencies.record(Measure.PAUSE, 30 * MS);
        seconds(20);
        assertEquals(1, events.size());

        seconds(60);
        assertEquals(List.of("alert_cleared pause_latency slowest pause below 10 ms again"), told().subList(1, 2));
        assertEquals(2, events.size());
        assertEquals(List.of(), alerts.raised());
    }

    @Test
    void aValueAtItsThresholdIsNotOverIt() {
        latencies.record(Measure.PAUSE, 9_999_999);
        latencies.record(Measure.RESUME, 9_999_999);
        bytes = 10_000_000;
        seconds(10);
        assertEquals(List.of(), told());
        bytes = 10_000_001;
        seconds(1);
        assertEquals(List.of("alert_raised memory memory of pause control 10 MB, over 10 MB"), told());
    }

    @Test
    void anotherThresholdCountsFromTheNextLookOn() {
        bytes = 8_000_000;
        seconds(5);
        assertEquals(List.of(), told());
        alerts.raiseAbove(thresholds(7_000_000));
        seconds(1);
        assertEquals(List.of("alert_raised memory memory of pause control 8 MB, over 7 MB"), told());
        alerts.raiseAbove(thresholds(20_000_000));
        seconds(10);
        assertEquals("alert_cleared memory memory of pause control below 20 MB again", told().get(1));
    }

    private static Alerts.Thresholds thresholds(long memory) {
        Alerts.Thresholds usual = Alerts.Thresholds.DEFAULTS;
        return new Alerts.Thresholds(usual.pause(), usual.resume(), usual.status(), usual.cpuPercent(), memory);
    }

    @Test
    void aSlowResumeRaisesItsOwnAlert() {
        latencies.record(Measure.RESUME, 11 * MS);
        seconds(1);
        assertEquals(List.of("alert_raised resume_latency slowest resume 10.94 ms, over 10 ms"), told());
    }

    @Test
    void twoSlowStatusAnswersAreChanceAndThreeAreNot() {
        latencies.record(Measure.STATUS, 80 * MS);
        latencies.record(Measure.STATUS, 2 * MS);
        seconds(5);
        assertEquals(List.of(), told());
        latencies.record(Measure.STATUS, 2 * MS);
        seconds(5);
        assertEquals(List.of("status_time"), names());
        // Many quick ones among few slow ones: the slowest hundredth is quick.
        for (int i = 0; i < 1_000; i++) {
            latencies.record(Measure.STATUS, MS / 10);
        }
        seconds(6);
        assertEquals(List.of("status_time", "status_time"), names());
        assertEquals("alert_cleared", events.get(1).name());
    }

    @Test
    void memoryAroundItsThresholdMakesTwoEventsAndNotHundreds() {
        bytes = 11_000_000;
        seconds(1);
        assertEquals(List.of("memory"), names());
        for (int i = 0; i < 100; i++) {
            bytes = i % 2 == 0 ? 9_000_000 : 11_000_000;
            seconds(1);
        }
        // Below the threshold, but not well below it.
        bytes = 8_000_000;
        seconds(100);
        assertEquals(1, events.size());
        bytes = 7_999_999;
        seconds(AlertRule.CALM_LOOKS - 1);
        assertEquals(1, events.size());
        seconds(1);
        assertEquals(2, events.size());
    }

    @Test
    void calmHasToBeUnbroken() {
        bytes = 11_000_000;
        seconds(1);
        for (int i = 0; i < 10; i++) {
            bytes = 1_000_000;
            seconds(AlertRule.CALM_LOOKS - 1);
            bytes = 9_500_000;
            seconds(1);
        }
        assertEquals(1, events.size());
    }

    @Test
    void whatClearedCanBeRaisedAgain() {
        for (int i = 0; i < 3; i++) {
            bytes = 11_000_000;
            seconds(1);
            bytes = 0;
            seconds(AlertRule.CALM_LOOKS);
        }
        assertEquals(6, events.size());
    }

    @Test
    void theCpuOfTheStartDoesNotCountAndSteadyUseDoes() {
        // A start: a second of work, then half a per cent.
        cpuNanos = Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 120; i++) {
            cpuNanos += 5 * MS;
            seconds(1);
        }
        assertEquals(List.of(), told());
        assertEquals(0.5, process.cpuPercent().orElseThrow(), 0.05);

        for (int i = 0; i < 61; i++) {
            cpuNanos += 20 * MS;
            seconds(1);
        }
        assertEquals(List.of("cpu"), names());
        assertEquals(2.0, process.cpuPercent().orElseThrow(), 0.1);
        for (int i = 0; i < 70; i++) {
            cpuNanos += 5 * MS;
            seconds(1);
        }
        assertEquals(List.of("cpu", "cpu"), names());
    }

    @Test
    void looksOnceASecondHoweverOftenItIsStepped() {
        bytes = 11_000_000;
        alerts.step(clock.nanos());
        assertEquals(1, events.size());
        bytes = 0;
        for (int i = 0; i < 100; i++) {
            clock.pass(Duration.ofMillis(9));
            assertEquals(Alerts.PERIOD.toNanos(), alerts.step(clock.nanos()));
        }
        assertEquals(1, events.size());
    }

    @Test
    void withoutMonitoringNothingIsLookedAt() {
        Latencies off = new Latencies(false);
        Alerts none = new Alerts(off, process, memory, Alerts.Thresholds.DEFAULTS, events::add);
        bytes = Long.MAX_VALUE / 2;
        assertEquals(Clock.NEVER, none.step(0));
        assertEquals(List.of(), events);
        assertTrue(process.cpuPercent().isEmpty());
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            alerts.step(clock.pass(Alerts.PERIOD));
        }
    }

    private List<String> names() {
        return events.stream().map(each -> EventLine.of(each).text("alert")).toList();
    }

    private List<String> told() {
        return events.stream().map(each -> each.name() + " " + EventLine.of(each).text("alert") + " "
                + EventLine.of(each).text("message")).toList();
    }
}
