package dev.fermata.config.imports;

import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.imports.ImportedProfile.Managed;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** pyahk's {@code priority_keys}, in each of the forms that its versions have had. */
final class PyahkKeys {
    private static final int MOST_DELAY = 5_000;
    private static final int DELAY = 50;

    private final Draft draft;
    private final Fields fields;

    private PyahkKeys(Draft draft, Fields fields) {
        this.draft = draft;
        this.fields = fields;
    }

    static void read(Draft draft, Fields global) {
        Node node = global.about("priority").node("priority_keys");
        if (node.value() instanceof List<?>) {
            new PyahkKeys(draft, global).list("priority_keys", node, DELAY);
        } else if (node.isThere()) {
            new PyahkKeys(draft, global.inner("priority_keys")).read();
        }
        global.about("");
    }

    private void read() {
        int delay = fields.whole("delay_ms", DELAY, 0, MOST_DELAY);
        if (!fields.flag("enabled", true)) {
            fields.remark("enabled", "the priority keys are off there, so none is taken over: "
                    + String.join(", ", fields.names()));
            fields.pass(fields.names().toArray(String[]::new));
            return;
        }
        for (String name : List.of("special_keys", "special", "monitoring_keys", "keys", "keys_config", "managed_keys",
                "managed")) {
            if (!fields.has(name)) {
                fields.pass(name);
                continue;
            }
            Node node = fields.node(name);
            if (node.isObject()) {
                table(name, node, delay);
            } else if (node.value() instanceof List<?>) {
                list(name, node, delay);
            } else {
                fields.remark(name, "this is " + ProblemText.describe(node) + ", not a list of keys; left out");
            }
        }
        // The oldest form: the keys themselves, and how long each is delayed.
        for (String name : fields.rest()) {
            if (fields.node(name).number().isPresent() && OtherKeys.find(name).isPresent()) {
                one(name, name, fields.node(name), DELAY);
            } else {
                fields.remark(name, "no such field is known; left out");
            }
        }
        targets();
    }

    private void list(String name, Node list, int delay) {
        boolean takenOver = name.startsWith("managed");
        for (Node each : list.list()) {
            if (takenOver) {
                manage(name, each.text(), Optional.empty(), delay);
            } else {
                special(name, each.text(), each);
            }
        }
        if (name.equals("keys") && !list.list().isEmpty()) {
            fields.remark(name, "newer versions of pyahk pass this list over; here its keys silence the schedule as"
                    + " they"
                    + " did once");
        }
    }

    private void table(String field, Node table, int delay) {
        table.fields().forEach((name, value) -> one(field, name, value, delay));
    }

    /** A key that is taken over: its delay, or that and what it is sent as. */
    private void one(String field, String name, Node value, int delay) {
        if (field.startsWith("special") || field.startsWith("monitoring")
                || OtherKeys.find(name).equals(Optional.of(Key.SPACE)) && !value.isObject()) {
            special(field, name, value);
            return;
        }
        Optional<String> target = Optional.of(value.get("target").text()).filter(text -> !text.isBlank());
        Node wait = value.isObject() ? value.get("delay") : value;
        double millis = wait.number().orElse(delay);
        if (wait.isThere() && wait.number().isEmpty()) {
            fields.remark(field, "the delay of '" + name + "' is " + ProblemText.describe(wait) + ", not a number;"
                    + " taken as "
                    + delay);
        }
        int within = (int) Math.max(0, Math.min(MOST_DELAY, millis));
        if (millis != within) {
            fields.remark(field, "the delay of '" + name + "' is " + wait.text() + "; taken as " + within);
        }
        if (!value.isObject() && field.startsWith("managed")) {
            fields.remark(field, "'" + name + "' has a delay and nothing that it is sent as, so pyahk passes it over;"
                    + " here"
                    + " it is taken over and sent as itself");
        }
        manage(field, name, target, within);
    }

    private void special(String field, String name, Node at) {
        Optional<String> key = watchable(field, name);
        key.ifPresent(each -> {
            if (!at.isObject() && at.number().orElse(0) > 0) {
                fields.remark(field, "the delay of '" + name + "' has no meaning: it is only watched");
            }
            if (draft.managed.keySet().stream().anyMatch(other -> shares(other, each))) {
                fields.remark(field, "'" + name + "' is both watched and taken over; taken over, as there");
            } else {
                draft.special.add(each);
            }
        });
    }

    private void manage(String field, String name, Optional<String> target, int delay) {
        Optional<String> key = watchable(field, name);
        if (key.isEmpty()) {
            return;
        }
        Optional<Key> send = target.flatMap(OtherKeys::find);
        if (target.isPresent() && send.isEmpty()) {
            fields.remark(field, "'" + name + "' is sent as " + ProblemText.quote(target.get())
                    + ", which is not a key; here it is sent as itself");
        } else if (send.filter(Key::isWheel).isPresent()) {
            fields.remark(field, "'" + name + "' is sent as a step of the wheel, which cannot be kept down; here it"
                    + " is sent"
                    + " as itself");
            send = Optional.empty();
        } else if (target.equals(Optional.of("+"))) {
            fields.remark(field, "'+' is a sign that takes Shift on most keyboards; taken as the key of the number"
                    + " pad");
        }
        if (draft.special.removeIf(each -> shares(each, key.get()))) {
            fields.remark(field, "'" + name + "' is both watched and taken over; taken over, as there");
        }
        if (draft.managed.keySet().stream().anyMatch(each -> shares(each, key.get()))) {
            fields.remark(field, "'" + name + "' is there already; left out");
            return;
        }
        Optional<Key> other = send.filter(each -> !Key.findAll(key.get()).contains(each));
        draft.managed.put(key.get(), new Managed(other, Duration.ofMillis(delay)));
    }

    private static boolean shares(String one, String two) {
        return Key.findAll(one).stream().anyMatch(Key.findAll(two)::contains);
    }

    private Optional<String> watchable(String field, String name) {
        Optional<String> key = OtherKeys.watched(name);
        if (key.isEmpty()) {
            fields.remark(field, ProblemText.quote(name) + " is not a key; left out");
        } else if (Key.findAll(key.get()).stream().anyMatch(Key::isWheel)) {
            fields.remark(field, "'" + name + "' is a step of the wheel, which is never kept down; left out");
            return Optional.empty();
        }
        return key;
    }

    /** A key that is sent as one that is taken over itself would be taken over again. */
    private void targets() {
        draft.managed.replaceAll((key, how) -> {
            boolean chain = how.send().filter(send -> draft.managed.keySet().stream()
                    .anyMatch(each -> Key.findAll(each).contains(send))).isPresent();
            if (chain) {
                fields.remark("", "'" + key + "' is sent as '" + how.send().get()
                        + "', which is taken over itself; here it is sent as itself");
            }
            return chain ? new Managed(Optional.empty(), how.preDelay()) : how;
        });
    }
}
