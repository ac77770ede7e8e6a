package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {
    private final MetricsText text = new MetricsText();

    @Test
    void everyTypeIsWrittenAsTheFormatWantsIt() {
        text.info("fermata_build", "The program.").sample(1, "version", "0.1.0");
        text.gauge("fermata_memory_bytes", "bytes", "Memory.").sample(1_234_567_890);
        text.counter("fermata_actions", "Actions.").sample(3, "lane", "low").sample(0, "lane", "high");
        text.states("fermata_state", "State.", List.of("ready", "running"), "running");
        text.durations("fermata_latency_seconds", "Latency.")
                .durations(new Latencies.Summary(12, 1_500, 2_000_000, 3_000_000_000L), "of", "pause")
                .durations(new Latencies.Summary(0, 0, 0, 0), "of", "resume");
        String written = text.finish();
        assertEquals("""
                # TYPE fermata_build info
                # HELP fermata_build The program.
                fermata_build_info{version="0.1.0"} 1
                # TYPE fermata_memory_bytes gauge
                # UNIT fermata_memory_bytes bytes
                # HELP fermata_memory_bytes Memory.
                fermata_memory_bytes 1234567890
                # TYPE fermata_actions counter
                # HELP fermata_actions Actions.
                fermata_actions_total{lane="low"} 3
                fermata_actions_total{lane="high"} 0
                # TYPE fermata_state stateset
                # HELP fermata_state State.
                fermata_state{fermata_state="ready"} 0
                fermata_state{fermata_state="running"} 1
                # TYPE fermata_latency_seconds summary
                # UNIT fermata_latency_seconds seconds
                # HELP fermata_latency_seconds Latency.
                fermata_latency_seconds{of="pause",quantile="0.5"} 0.0000015
                fermata_latency_seconds{of="pause",quantile="0.99"} 0.002
                fermata_latency_seconds{of="pause",quantile="1"} 3
                fermata_latency_seconds_count{of="pause"} 12
                fermata_latency_seconds_count{of="resume"} 0
                # EOF
                """, written);
        assertEquals(11, OpenMetrics.parse(written).size());
    }

    @Test
    void whateverIsInALabelIsEscaped() {
        String nasty = "a \"quoted\" back\\slash,\nnew line} = {tab\t\u00e9\u2028";
        text.gauge("g", "", "Help with \"quotes\", \\ and\na line.").sample(1, "skill", nasty).sample(2, "skill", "");
        Map<String, Double> read = OpenMetrics.parse(text.finish());
        assertEquals(Map.of(
                "g{skill=\"a \\\"quoted\\\" back\\\\slash,\\nnew line} = {tab\t\u00e9\u2028\"}", 1.0,
                "g{skill=\"\"}", 2.0), read);
    }

    @Test
    void numbersThatAreNoneHaveNames() {
        text.gauge("g", "", "h").sample(Double.NaN).sample(Double.POSITIVE_INFINITY, "a", "b")
                .sample(Double.NEGATIVE_INFINITY, "a", "c").sample(1e-9, "a", "d").sample(1e18, "a", "e");
        String written = text.finish();
        assertEquals(5, OpenMetrics.parse(written).size());
        assertEquals(1e-9, OpenMetrics.parse(written).get("g{a=\"d\"}"));
        assertEquals(1e18, OpenMetrics.parse(written).get("g{a=\"e\"}"));
    }

    @Test
    void nothingIsWellFormedAsWell() {
        assertEquals(Map.of(), OpenMetrics.parse(text.finish()));
        assertEquals("# EOF\n", new MetricsText().finish());
    }

    @Test
    void whatWouldNotBeWellFormedIsRefused() {
        text.gauge("once", "", "h").sample(1, "a", "b");
        assertThrows(IllegalArgumentException.class, () -> text.gauge("once", "", "h"));
        assertThrows(IllegalArgumentException.class, () -> text.gauge("9lives", "", "h"));
        assertThrows(IllegalArgumentException.class, () -> text.gauge("memory", "bytes", "h"));
        assertThrows(IllegalArgumentException.class, () -> text.durations("latency", "h"));
        MetricsText.Family twice = text.gauge("twice", "", "h").sample(1, "a", "b");
        assertThrows(IllegalArgumentException.class, () -> twice.sample(2, "a", "b"));
        assertThrows(IllegalArgumentException.class, () -> twice.sample(2, "a-b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "g 1\n",
        "g 1\n# EOF",
        "g 1\n# EOF\n",
        "# TYPE g gauge\ng 1\n\n# EOF\n",
        "# TYPE g gauge\ng_total 1\n# EOF\n",
        "# TYPE g gauge\ng one\n# EOF\n",
        "# TYPE g gauge\ng{a=b} 1\n# EOF\n",
        "# TYPE g gauge\ng{a=\"b\" 1\n# EOF\n",
        "# TYPE g gauge\ng{a=\"b\",} 1\n# EOF\n",
        "# TYPE g gauge\ng{a=\"b\",a=\"c\"} 1\n# EOF\n",
        "# TYPE g gauge\ng{a=\"\\x\"} 1\n# EOF\n",
        "# TYPE g gauge\ng 1\ng 2\n# EOF\n",
        "# TYPE g gauge\ng 1\n# HELP g late\n# EOF\n",
        "# TYPE g gauge\ng 1\n# TYPE h gauge\nh 1\n# TYPE g gauge\ng 2\n# EOF\n",
        "# TYPE c counter\nc_total -1\n# EOF\n",
        "# TYPE c counter\nc 1\n# EOF\n",
        "# TYPE g_s gauge\n# UNIT g_s seconds\ng_s 1\n# EOF\n",
        "# TYPE s summary\ns{quantile=\"2\"} 1\n# EOF\n",
        "# TYPE i info\ni_info 2\n# EOF\n",
        "# TYPE s stateset\ns 1\n# EOF\n",
    })
    void theReaderOfThisTestIsStrict(String wrong) {
        assertThrows(IllegalArgumentException.class, () -> OpenMetrics.parse(wrong));
    }
}
