package dev.fermata.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RunTokenTest {
    @Test
    void provesThatItIsKnownAsTheStandardSays() throws Exception {
        RunToken token = RunToken.random();
        RunToken question = RunToken.random();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.text().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(
                mac.doFinal(("fermata 8010 " + question.text()).getBytes(StandardCharsets.US_ASCII)));
        assertEquals(expected, token.proof(question, 8010));
        assertNotEquals(expected, token.proof(question, 8011));
        assertNotEquals(expected, RunToken.random().proof(question, 8010));
    }

    @Test
    void isNeverTheSameAndTellsItselfToNobody() {
        RunToken token = RunToken.random();
        assertNotEquals(token, RunToken.random());
        assertFalse(token.toString().contains(token.text()));
        assertTrue(token.matches(token.text()));
        assertFalse(token.matches(token.text() + "0"));
        assertFalse(token.matches(""));
        assertThrows(IllegalArgumentException.class, () -> new RunToken("0123"));
    }
}
