package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The port of the API when an agent of this user has it. */
class AgentsPortTest {
    private static final Settings.Api API = Settings.DEFAULTS.api();

    @Test
    void isFineWhereThatAgentRunsHere() {
        assertEquals(Verdict.FINE, MachineChecks.apiPort(API, Optional.of(API.port()), false).verdict());
    }

    @Test
    void keepsAnAgentOnAnotherDesktopFromStarting() {
        Finding finding = MachineChecks.apiPort(API, Optional.of(API.port()), true);
        assertEquals(Verdict.DEGRADED, finding.verdict());
        assertEquals("start the one for this desktop with another port: 'fermata run --port N'", finding.advice());
    }
}
