package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.stream.StreamBook;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamChecksTest {
    private static final String VIEWER = "[[viewer]]\nname = \"Jump\"\non = \"chat\"\nkeys = \"1\"\n";

    private static String told(boolean on, boolean viewers, String profile) {
        Profile read = ProfileReader.parse("x", "schema = 1\n" + profile + VIEWER).profile().orElseThrow();
        Finding finding = StreamChecks.viewers(new Settings.Stream(on, viewers, StreamBook.NONE), Map.of("mine", read));
        assertEquals(Verdict.FINE, finding.verdict());
        return finding.detail();
    }

    @Test
    void saysWhetherViewersMayPlayAndByWhichProfiles() {
        String lets = "[viewers]\non = true\n";
        assertEquals("have nothing played, stream.viewers is false", told(true, false, lets));
        assertEquals("have nothing played: stream.viewers is true, but stream.on is false", told(false, true, lets));
        assertEquals("would have something played, but no profile lists anything for them", told(true, true, ""));
        assertEquals("may have played what these profiles list for them: mine", told(true, true, lets));
    }
}
