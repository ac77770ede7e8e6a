package dev.fermata.simulate;

import dev.fermata.config.TakeText;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Lane;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what clients have played in a script: {@code send} and {@code play}, which reads the take's file. */
final class ClientActions {
    private ClientActions() {
    }

    /** @param verb {@code send} or {@code send@LANE}. Returns the problem, if there is one */
    static Optional<String> keys(String verb, String keys, Consumer<Token> tokens) {
        String laneName = behind(verb).orElse(Lane.NORMAL.id());
        Optional<Lane> lane = Arrays.stream(Lane.values()).filter(each -> each.id().equals(laneName)).findFirst();
        if (lane.isEmpty()) {
            return Optional.of("'" + laneName + "' is not a lane; emergency, high, normal and low are");
        }
        ActionSyntax.Parsed parsed = ActionSyntax.parse(keys);
        if (parsed.action().isEmpty()) {
            return Optional.of(parsed.problems().get(0).told());
        }
        tokens.accept(new Token.ApiSend(parsed.action().get(), lane.get()));
        return Optional.empty();
    }

    /** @param verb {@code play} or {@code play@SPEED}. Returns the problem, if there is one */
    static Optional<String> take(String verb, String file, Consumer<Token> tokens) {
        try {
            TakeText read = TakeText.readFile(Path.of(file));
            if (read.take().isEmpty()) {
                return Optional.of(read.problems().get(0).headline());
            }
            double speed = Double.parseDouble(behind(verb).orElse("1"));
            tokens.accept(new Token.ApiSend(new Action.Take(read.take().get(), speed, 1, 0), Lane.NORMAL));
            return Optional.empty();
        } catch (InvalidPathException impossible) {
            return Optional.of("'" + file + "' is no name of a file");
        } catch (IllegalArgumentException wrong) {
            return Optional.of("api:play@SPEED:FILE needs a speed from " + Action.Take.MIN_SPEED + " to "
                    + (int) Action.Take.MAX_SPEED + ", but got '" + verb + "'");
        }
    }

    private static Optional<String> behind(String verb) {
        int at = verb.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(verb.substring(at + 1));
    }
}
