package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.settings.BridgeCommand;
import dev.fermata.control.SpeechControl;
import dev.fermata.model.Key;
import dev.fermata.time.SystemClock;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes as a message is done as a client's request is, or refused with the reason. */
class CommandMessagesTest {
    private final FakeAgent agent = new FakeAgent(new SystemClock());
    private final FakeSpeech speech = new FakeSpeech();

    private Optional<String> take(Set<BridgeCommand> allowed, String message) {
        return new CommandMessages(allowed, agent, () -> Optional.<SpeechControl>of(speech))
                .take(message.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> take(String message) {
        return take(EnumSet.allOf(BridgeCommand.class), message);
    }

    @Test
    void aPauseIsAHoldOfTheClientsAndItsResumeEndsNoOther() {
        assertEquals(Optional.empty(), take("{\"command\":\"pause\",\"client\":\"rig2\",\"reason\":\"scene\"}"));
        assertEquals(List.of("api:rig2"), agent.holders());
        assertEquals(Optional.empty(), take("{\"command\":\"pause\"}"));
        agent.playerPresses(Key.SPACE);
        assertEquals(Optional.empty(), take("{\"command\":\"resume\",\"client\":\"rig2\"}"));
        assertEquals(List.of("api:bridge", "priority-keys"), agent.holders());
        assertEquals(Optional.empty(), take("{\"command\":\"resume\",\"all\":true}"));
        assertEquals(List.of("priority-keys"), agent.holders(), "the player's own stays");
    }

    @Test
    void stopActionAndSpeechAreDone() {
        assertEquals(Optional.empty(), take("{\"command\":\"action\",\"keys\":\"q,delay100,w\",\"lane\":\"low\"}"));
        assertEquals(Optional.empty(), take("{\"command\":\"say\",\"text\":\"hello\",\"priority\":\"important\"}"));
        assertEquals(Optional.empty(), take("{\"command\":\"stop\",\"client\":\"rig2\",\"reason\":\"fire\"}"));
        assertTrue(agent.calls().contains("stop api:rig2: fire"), agent.calls().toString());
    }

    @Test
    void whatIsNotAllowedIsNotDone() {
        for (BridgeCommand each : BridgeCommand.values()) {
            String message = "{\"command\":\"" + each.name().toLowerCase(Locale.ROOT) + "\""
                    + (each == BridgeCommand.SAY ? ",\"text\":\"x\"}" : "}");
            Optional<String> why = take(EnumSet.complementOf(EnumSet.of(each)), message);
            assertTrue(why.orElseThrow().contains("is not allowed"), why.toString());
        }
        assertEquals(List.of(), agent.holders());
        assertEquals(List.of(), agent.calls());
    }

    @Test
    void whatIsWrongIsRefusedWithTheReason() {
        refused("{}", "command is missing");
        refused("", "command is missing");
        refused("pause", "not JSON");
        refused("[]", "not a JSON object");
        refused("{\"command\":\"start\"}", "command");
        refused("{\"command\":\"pause\",\"scope\":\"all\"}", "scope");
        refused("{\"command\":\"pause\",\"keys\":\"q\"}", "keys");
        refused("{\"command\":\"pause\",\"client\":\"a b\"}", "client");
        refused("{\"command\":\"action\",\"keys\":\"?\"}", "");
        refused("{\"command\":\"action\"}", "keys");
        refused("{\"command\":\"say\"}", "text is missing");
        refused("x".repeat(300_000), "300000 bytes");
        assertEquals(List.of(), agent.holders());
        assertEquals(List.of(), agent.calls());
    }

    @Test
    void nothingThatComesThrows() {
        Random random = new Random(5);
        String[] pieces = {"{", "}", "\"command\"", ":", "\"pause\"", "\"action\"", ",", "\"keys\"", "\"q\"", "[", "]", "\\u0000", "1e999",
            "null", "\ud800", "\"client\"", "\"lease_ms\"", "-1"};
        CommandMessages messages = new CommandMessages(Set.of(), agent, Optional::empty);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertTrue(messages.take(bytes).isPresent(), text.toString());
        }
    }

    private void refused(String message, String part) {
        Optional<String> why = take(message);
        assertTrue(why.isPresent() && why.get().contains(part), message.substring(0, Math.min(100, message.length())) + ": "
                + why);
    }
}
