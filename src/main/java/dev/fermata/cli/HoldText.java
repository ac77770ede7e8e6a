package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.model.Scope;
import java.util.List;
import java.util.stream.Collectors;

/** A hold in words. */
final class HoldText {
    private HoldText() {
    }

    /** {@code api:deck (reading chat) for 1.2 s, ends in 28.8 s}; {@code api:deck holds speech for 1.2 s}. */
    static String of(Node hold) {
        List<Node> keys = hold.get("active_keys").list();
        String why = keys.isEmpty()
                ? hold.get("reason").text() : keys.stream().map(Node::text).collect(Collectors.joining("+"));
        String text = hold.get("holder").text() + (why.isEmpty() ? "" : " (" + why + ")");
        List<String> scopes = hold.get("scopes").list().stream().map(Node::text).toList();
        boolean usual = scopes.isEmpty() || scopes.equals(List.of(Scope.PLAY.id()));
        if (!usual) {
            text += " holds " + String.join(" and ", scopes);
        }
        if (hold.get("held_ms").isThere()) {
            text += " for " + AnswerText.duration(hold.get("held_ms").number().orElse(0));
        }
        if (hold.get("lease_left_ms").isThere()) {
            text += ", ends in " + AnswerText.duration(hold.get("lease_left_ms").number().orElse(0));
        }
        return AnswerText.plain(text);
    }
}
