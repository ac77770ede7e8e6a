package dev.fermata.control.http;

import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.config.settings.BridgeCommand;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseControl.PauseRequest;
import dev.fermata.control.SpeechControl;
import dev.fermata.model.Hold;
import dev.fermata.model.SpeechAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Commands that come as messages and not as requests: the same fields within the same limits, refused for the same
 * reasons, by clients of the same standing. Nothing is answered. Thread-safe.
 */
public final class CommandMessages {
    static final Field<BridgeCommand> COMMAND = Field.required("command", Types.word(BridgeCommand.class),
            "What is to be done.");
    static final Field<String> CLIENT = Field.standard("client", RequestFields.CLIENT.type(), "bridge",
            RequestFields.CLIENT.meaning());
    static final Map<BridgeCommand, Schema> SCHEMAS = Map.of(
            BridgeCommand.PAUSE, message(RequestFields.REASON, RequestFields.LEASE, RequestFields.MODE,
                    RequestFields.SCOPE),
            BridgeCommand.RESUME, message(RequestFields.ALL),
            BridgeCommand.STOP, message(RequestFields.REASON),
            BridgeCommand.SAY, message(RequestFields.TEXT, RequestFields.PRIORITY, RequestFields.KIND,
                    RequestFields.COINS, RequestFields.LEVEL, RequestFields.ACTIVITY, RequestFields.ON_INTERRUPTION,
                    RequestFields.EXPIRES),
            BridgeCommand.ACTION, message(RequestFields.KEYS, TakeFields.TAKE, TakeFields.SPEED, TakeFields.TIMES,
                    TakeFields.FROM, RequestFields.LANE));

    private static final Schema FIRST = new Schema("Command", "the message", List.of(COMMAND));

    private final Set<BridgeCommand> allowed;
    private final PauseControl control;
    private final Supplier<Optional<SpeechControl>> speech;

    /** @param speech gives what speaks; empty where the settings want none */
    public CommandMessages(Set<BridgeCommand> allowed, PauseControl control,
            Supplier<Optional<SpeechControl>> speech) {
        this.allowed = allowed;
        this.control = control;
        this.speech = speech;
    }

    private static Schema message(Field<?>... fields) {
        List<Field<?>> all = new ArrayList<>(List.of(COMMAND, CLIENT));
        all.addAll(List.of(fields));
        return new Schema("Command", "the message", all);
    }

    /** Does what a message asks for. Returns why not, for people; empty when it is done. */
    public Optional<String> take(byte[] message) {
        if (message.length > Limits.BODY_BYTES) {
            return Optional.of("a message of " + message.length + " bytes");
        }
        try {
            JsonBody body = JsonBody.readKind(message, COMMAND, FIRST, SCHEMAS);
            BridgeCommand command = body.get(COMMAND);
            if (!allowed.contains(command)) {
                return Optional.of(command.toString().toLowerCase(Locale.ROOT) + " is not allowed: it is not in"
                        + " 'bridge.allow'");
            }
            return obey(command, body, body.get(CLIENT));
        } catch (Refusal refusal) {
            return Optional.of(refusal.getMessage());
        }
    }

    private Optional<String> obey(BridgeCommand command, JsonBody body, String client) throws Refusal {
        switch (command) {
            case PAUSE -> Answers.asked(() -> control.pause(new PauseRequest(client, body.get(RequestFields.REASON),
                    body.find(RequestFields.LEASE).map(Duration::ofMillis), body.find(RequestFields.MODE),
                    body.get(RequestFields.SCOPE), false)));
            case RESUME -> Answers.asked(() ->
                    body.get(RequestFields.ALL) ? control.resumeAll() : control.resume(client));
            case STOP -> {
                String reason = body.get(RequestFields.REASON);
                control.stop(Hold.API_PREFIX + client + (reason.isEmpty() ? "" : ": " + reason));
            }
            case SAY -> {
                return say(body, client);
            }
            case ACTION -> {
                return switch (control.submit(client, RequestFields.action(body), body.get(RequestFields.LANE))) {
                    case QUEUED, BUFFERED -> Optional.empty();
                    case FULL -> Optional.of("the buffer of waiting actions is full");
                    case NOT_RUNNING -> Optional.of("the schedule is not running");
                };
            }
        }
        return Optional.empty();
    }

    private Optional<String> say(JsonBody body, String client) throws Refusal {
        Optional<SpeechControl> speaker = speech.get();
        if (speaker.isEmpty()) {
            return Optional.of("nothing is spoken: speech.engine is off");
        }
        SpeechAnswer answer = Answers.asked(() -> speaker.get().say(SpeechEndpoints.wanted(body, client)));
        return answer.refusal().map(why -> SpeechEndpoints.refusal(why).getMessage());
    }
}
