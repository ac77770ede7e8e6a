package dev.fermata.observe;

import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.event.ProfileProblem;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.VoiceNews;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.Scope;
import dev.fermata.model.SensorReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one place that says which fields an event has when it leaves the program, under which names
 * and in which order. The JSON lines and the readable text are both made from it.
 */
final class EventFields {
    /** What a hold covers when its event does not say. */
    private static final Set<Scope> ONLY_PLAY = Set.of(Scope.PLAY);

    private EventFields() {
    }

    /** Names and values besides time and event name; values are strings, numbers, booleans and lists. */
    static Map<String, Object> of(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (event instanceof Event.SchedulerPauseRequested e) {
            fields.put("holder", e.holder());
            fields.put("reason", e.reason());
            fields.put("active_keys", ids(e.activeKeys()));
        } else if (event instanceof Event.SchedulerResumeRequested e) {
            fields.put("holder", e.holder());
            fields.put("reason", e.reason());
        } else if (event instanceof Event.PriorityKey e) {
            watched(fields, e.key(), e.healed(), e.activeKeys());
        } else if (event instanceof Event.TalkKey e) {
            watched(fields, e.key(), e.healed(), e.activeKeys());
        } else if (event instanceof Event.HoldAdded e) {
            fields.put("holder", e.hold().holder());
            fields.put("reason", e.hold().reason());
            if (!e.hold().activeKeys().isEmpty()) {
                fields.put("active_keys", ids(e.hold().activeKeys()));
            }
            if (!e.hold().scopes().equals(ONLY_PLAY)) {
                fields.put("scopes", e.hold().scopes().stream().map(Scope::id).toList());
            }
            if (e.graceful()) {
                fields.put("mode", "graceful");
            }
            e.hold().leaseEndNanos().ifPresent(end -> fields.put("lease_ends_t_ms", millis(end)));
        } else if (event instanceof Event.HoldRemoved e) {
            fields.put("holder", e.holder());
            fields.put("reason", e.reason());
            fields.put("held_ms", millis(e.heldNanos()));
        } else if (event instanceof Event.StateChanged e) {
            fields.put("from", e.from().id());
            fields.put("to", e.to().id());
            fields.put("reason", e.cause());
        } else if (event instanceof Event.KeySent e) {
            fields.put("key", e.key().id());
            action(fields, e.label(), e.origin(), e.lane());
            if (e.down() && e.runsDuringHold()) {
                fields.put("during_hold", "run");
            }
        } else if (event instanceof Event.ActionPlayed e) {
            action(fields, e.label(), e.origin(), e.lane());
        } else if (event instanceof Event.ActionDropped e) {
            action(fields, e.label(), e.origin(), e.lane());
            fields.put("reason", e.reason());
        } else if (event instanceof Event.ActionRejected e) {
            action(fields, e.label(), e.origin(), e.lane());
            fields.put("reason", e.reason());
        } else if (event instanceof Event.ProfileLoaded e) {
            fields.put("profile", e.profile());
            fields.put("load", e.changes().map(changes -> changes.isEmpty() ? "unchanged" : "changed").orElse("first"));
            e.changes().ifPresent(changes -> changes(fields, changes));
        } else if (event instanceof Event.SkillTurned e) {
            fields.put("skill", e.skill());
            fields.put("reason", e.by());
        } else if (event instanceof Event.SensorRead e) {
            reading(fields, e.reading());
        } else if (event instanceof Event.ScreenShown e) {
            fields.put("detail", e.what());
        } else if (event instanceof Event.Advice e) {
            fields.put("message", e.message());
        } else if (event instanceof Event.ProfileRefused e) {
            fields.put("problems", e.problems());
            e.first().ifPresent(first -> problem(fields, first));
        } else if (event instanceof Event.HookChanged e) {
            fields.put("detail", e.detail());
        } else if (event instanceof Event.Recovered e) {
            fields.put("what", e.what());
            fields.put("detail", e.detail());
            fields.put("mended", e.mended());
        } else if (event instanceof Event.AlertRaised e) {
            fields.put("alert", e.alert());
            fields.put("message", e.message());
        } else if (event instanceof Event.AlertCleared e) {
            fields.put("alert", e.alert());
            fields.put("message", e.message());
        } else if (event instanceof Event.Failure e) {
            fields.put("part", e.part());
            fields.put("message", e.message());
        } else if (event instanceof Event.Speech e) {
            speech(fields, e);
        } else if (event instanceof Event.Voice e) {
            voice(fields, e);
        } else if (event instanceof Event.Recording e) {
            fields.put("client", e.by());
            fields.put("detail", e.what());
            if (!e.begins()) {
                fields.put("strokes", e.strokes());
                fields.put("reason", e.reason());
            }
        } else if (event instanceof StreamEvent e) {
            StreamFields.put(fields, e);
        }
        return fields;
    }

    /** Milliseconds, with three decimals at most. */
    static Number millis(long nanos) {
        return shortest(Math.floorDiv(nanos + 500, 1_000L) / 1_000.0);
    }

    /** A whole number without decimals. */
    static Number shortest(double number) {
        return number == Math.rint(number) ? (Number) (long) number : (Number) number;
    }

    private static void voice(Map<String, Object> fields, Event.Voice e) {
        if (!e.command().isEmpty()) {
            fields.put("command", e.command());
        }
        fields.put("confidence", hundredths(e.confidence()));
        if (e.news() == VoiceNews.DONE) {
            fields.put("took_ms", millis(e.tookNanos()));
        }
        e.ignored().ifPresent(why -> fields.put("reason", why.words()));
    }

    private static Number hundredths(double number) {
        return shortest(Math.round(100 * number) / 100.0);
    }

    private static void watched(Map<String, Object> fields, Key key, boolean healed, List<Key> active) {
        fields.put("key", key.id());
        if (healed) {
            fields.put("healed", true);
        }
        fields.put("active_keys", ids(active));
    }

    private static void action(Map<String, Object> fields, String label, Origin origin, Lane lane) {
        fields.put("origin", origin.id());
        fields.put("lane", lane.id());
        fields.put("action", label);
    }

    private static void reading(Map<String, Object> fields, SensorReading reading) {
        fields.put("sensor", reading.sensor());
        reading.value().ifPresent(value -> fields.put("value", value));
        reading.maximum().ifPresent(maximum -> fields.put("maximum", SensorReading.plain(maximum)));
        fields.put("state", reading.state());
        reading.why().ifPresent(why -> fields.put("why", why));
        fields.put("confidence", hundredths(reading.confidence()));
    }

    private static void speech(Map<String, Object> fields, Event.Speech e) {
        fields.put("id", e.id());
        fields.put("text", e.text());
        fields.put("priority", (long) e.priority().number());
        if (e.positionNanos() > 0) {
            fields.put("position_ms", millis(e.positionNanos()));
        }
        if (e.repeats() > 0) {
            fields.put("repeats", (long) e.repeats());
        }
        if (!e.reason().isEmpty()) {
            fields.put("reason", e.reason());
        }
    }

    private static void changes(Map<String, Object> fields, ProfileChanges changes) {
        unlessEmpty(fields, "added", changes.added());
        unlessEmpty(fields, "changed", changes.changed());
        unlessEmpty(fields, "removed", changes.removed());
        unlessEmpty(fields, "settings", changes.settings());
    }

    private static void problem(Map<String, Object> fields, ProfileProblem first) {
        fields.put("file", first.file());
        if (first.line() > 0) {
            fields.put("line", (long) first.line());
            fields.put("column", (long) first.column());
        }
        fields.put("problem", first.message());
    }

    private static void unlessEmpty(Map<String, Object> fields, String name, List<String> list) {
        if (!list.isEmpty()) {
            fields.put(name, list);
        }
    }

    private static List<String> ids(List<Key> keys) {
        return keys.stream().map(Key::id).toList();
    }
}
