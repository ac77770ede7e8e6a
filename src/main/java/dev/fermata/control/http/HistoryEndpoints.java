package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.HistoryControl;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What has happened: {@code GET /history}. Thread-safe. */
final class HistoryEndpoints {
    private static final List<String> NAMES = List.of("minutes", "kind", "event", "person", "text", "last");
    private static final int LONGEST_VALUE = 200;
    /** A year. */
    private static final int MOST_MINUTES = 527_040;
    private static final int MOST_ENTRIES = 1_000;
    private static final String MINUTES = "60";
    private static final String LAST = "100";
    /** One a minute of an hour. */
    private static final int PERIODS = 60;

    private final RequestReader requests;
    private final Supplier<Optional<HistoryControl>> history;
    private final Clock clock;

    /** @param history gives what tells of the past; empty where nothing is kept */
    HistoryEndpoints(RequestReader requests, Supplier<Optional<HistoryControl>> history, Clock clock) {
        this.requests = requests;
        this.history = history;
        this.clock = clock;
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.slowGet("/history", this::answer);
    }

    private Response answer(Request request) throws Refusal {
        Map<String, String> asked = asked(request.query());
        HistoryControl control = history.get().orElseThrow(() -> new Refusal(409, "history_off",
                "nothing is kept: history.on is false", "the setting history.on = true, and a new start"));
        // The moment itself has happened already.
        Instant to = clock.wallTime(clock.nanos()).plusMillis(1);
        Instant from = to.minus(Duration.ofMinutes(number(asked, "minutes", MINUTES, MOST_MINUTES)));
        HistoryQuery query = new HistoryQuery(from.toEpochMilli(), to.toEpochMilli(), kinds(asked),
                asked.getOrDefault("event", ""), asked.getOrDefault("person", ""), asked.getOrDefault("text", ""),
                number(asked, "last", LAST, MOST_ENTRIES));
        HistoryControl.Answer answer;
        try {
            answer = control.ask(query, PERIODS);
        } catch (IOException e) {
            throw new Refusal(409, "history_unreadable", "the history cannot be read: " + e.getMessage(),
                    "the same a little later");
        }
        return Answers.json(200, json -> {
            json.writeNumberField("sessionid", requests.sessionId());
            json.writeStringField("from", StatusJson.wall(from));
            json.writeStringField("to", StatusJson.wall(to));
            figures(json, answer.figures());
            json.writeArrayFieldStart("entries");
            for (HistoryEntry entry : answer.entries()) {
                write(json, entry);
            }
            json.writeEndArray();
        });
    }

    private static void figures(JsonGenerator json, HistoryFigures figures) throws IOException {
        json.writeNumberField("count", figures.all());
        json.writeObjectFieldStart("kinds");
        for (Map.Entry<HistoryKind, Long> each : figures.kinds().entrySet()) {
            json.writeNumberField(each.getKey().id(), each.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("persons");
        for (Map.Entry<String, Long> each : figures.persons().entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("periods");
        for (long each : figures.periods()) {
            json.writeNumber(each);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, HistoryEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", StatusJson.wall(Instant.ofEpochMilli(entry.atMillis())));
        json.writeStringField("kind", entry.kind().id());
        json.writeStringField("event", entry.name());
        Answers.value(json, "person", entry.person());
        Answers.value(json, "text", entry.text());
        json.writeEndObject();
    }

    /** The fields of a query, each once. */
    private static Map<String, String> asked(String query) throws Refusal {
        Map<String, String> asked = new HashMap<>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
            int sign = part.indexOf('=');
            String name = sign < 0 ? part : part.substring(0, sign);
            if (!NAMES.contains(name)) {
                throw new Refusal(400, "unknown_field", "this query is not understood",
                        "no query, or " + String.join(", ", NAMES));
            }
            String value = sign < 0 ? "" : Request.decoded(part.substring(sign + 1));
            if (value.length() > LONGEST_VALUE) {
                throw JsonBody.bad("bad_value", "the value of " + name + " is too long", name,
                        "at most " + LONGEST_VALUE + " characters");
            }
            if (asked.put(name, value) != null) {
                throw JsonBody.bad("duplicate_field", "the field " + name + " is there twice", name, "every field once");
            }
        }
        return asked;
    }

    private static Set<HistoryKind> kinds(Map<String, String> asked) throws Refusal {
        Set<HistoryKind> kinds = EnumSet.noneOf(HistoryKind.class);
        for (String kind : asked.getOrDefault("kind", "").split(",")) {
            if (!kind.isBlank()) {
                kinds.add(Arrays.stream(HistoryKind.values()).filter(each -> each.id().equals(kind.strip().toLowerCase(
                        Locale.ROOT))).findFirst().orElseThrow(() -> JsonBody.bad("bad_value", "there is no such kind",
                        "kind", String.join(", ", Arrays.stream(HistoryKind.values()).map(HistoryKind::id).toList()))));
            }
        }
        return kinds;
    }

    private static int number(Map<String, String> asked, String name, String otherwise, int most) throws Refusal {
        String text = asked.getOrDefault(name, otherwise);
        int number = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw JsonBody.bad("out_of_range", name + " is no number from 1 to " + most, name,
                    "a whole number from 1 to " + most);
        }
        return number;
    }
}
