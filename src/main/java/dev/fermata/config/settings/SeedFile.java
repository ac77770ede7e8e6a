package dev.fermata.config.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fermata.config.profile.Diagnostic;
import dev.fermata.model.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a seed-style {@code pause_control_config.json}. */
final class SeedFile {
    private final String file;
    private final String[] lines;
    private final Layer layer;

    private SeedFile(Path path, String text, Layer layer) {
        this.file = path.toString();
        this.lines = text.split("\r?\n", -1);
        this.layer = layer;
    }

    static Layer read(Path path) {
        Layer layer = new Layer();
        TextFile.read(path, layer).ifPresent(text -> new SeedFile(path, text, layer).parse(text));
        return layer;
    }

    private void parse(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                layer.error(file, json.currentToken() == null ? Optional.empty() : Optional.of(here(json)),
                        json.currentToken() == null ? "this file is empty" : "this is not a JSON object",
                        "an object with fields, { \"pause_mode\": \"immediate\" }", List.of());
                return;
            }
            Set<String> seen = new HashSet<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                field(json, seen);
            }
            if (json.nextToken() != null) {
                layer.error(file, Optional.of(here(json)), "there is something after the end of the object", "",
                        List.of());
            }
        } catch (JsonProcessingException e) {
            Optional<Diagnostic.Mark> at = Optional.ofNullable(e.getLocation()).map(place -> mark(place, 1));
            boolean hidden = at.isPresent() && hides(lines[at.get().line() - 1]);
            // In our words: the library's speak of its own tokens and settings.
            String problem = e.getOriginalMessage().startsWith("Unexpected end-of-input")
                    ? "this file ends in the middle of its JSON" : "this is not JSON";
            layer.error(file, at, problem + (hidden ? " (it is not shown here)" : ""),
                    "names and texts in double quotes, a comma between fields and none after the last", List.of());
        } catch (IOException e) {
            layer.error(file, Optional.empty(), "this file cannot be read: " + e.getMessage(), "", List.of());
        }
    }

    private void field(JsonParser json, Set<String> seen) throws IOException {
        String name = json.currentName();
        Diagnostic.Mark key = here(json);
        boolean first = seen.add(name);
        json.nextToken();
        Diagnostic.Mark at = here(json);
        Optional<Setting<?>> setting = Setting.ALL.stream()
                .filter(each -> each.isInSeedFile() && each.id().equals(name)).findFirst();
        if (setting.isEmpty()) {
            unknown(name, key);
        } else if (!first) {
            layer.error(file, Optional.of(key), Layer.quote(name) + " is set already", "each field once", List.of());
        } else {
            value(setting.get(), json, at);
        }
        json.skipChildren();
    }

    private <T> void value(Setting<T> setting, JsonParser json, Diagnostic.Mark at) throws IOException {
        Object written = switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_NUMBER_INT -> json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) json.getDoubleValue() : (Object) json.getLongValue();
            default -> null;
        };
        Optional<T> value = setting.kind().ofSeedField(written);
        if (value.isPresent()) {
            layer.set(setting, value.get(), file + ":" + at.line());
        } else {
            layer.wrong(setting, describe(json), setting.kind().expectedInSeedFile(),
                    written instanceof String word ? word : "", file, Optional.of(at));
        }
    }

    private void unknown(String name, Diagnostic.Mark key) {
        List<String> known = Setting.ALL.stream().filter(Setting::isInSeedFile).map(Setting::id).toList();
        boolean elsewhere = Setting.ALL.stream().anyMatch(setting -> setting.id().equals(name));
        List<String> meant = elsewhere ? List.of() : NearestName.among(known, name);
        String expected = elsewhere
                ? "'" + name + "' in settings.toml" : meant.isEmpty() ? "one of " + String.join(", ", known) : "";
        layer.error(file, Optional.of(Layer.withoutValue(key)), Layer.quote(name) + " is not a field of this file",
                expected, meant);
    }

    private static String describe(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> "the text " + Layer.quote(json.getText()).replace('\'', '"');
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + json.getText();
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            default -> json.getText();
        };
    }

    /** The token that was read last, up to its end if that is on the same line. */
    private Diagnostic.Mark here(JsonParser json) throws IOException {
        JsonLocation start = json.currentTokenLocation();
        boolean quoted = json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.FIELD_NAME;
        return mark(start, json.getText().length() + (quoted ? 2 : 0));
    }

    private Diagnostic.Mark mark(JsonLocation at, int width) {
        int line = Math.max(1, Math.min(at.getLineNr(), lines.length));
        String text = lines[line - 1];
        int column = Math.max(1, Math.min(at.getColumnNr(), text.length() + 1));
        return new Diagnostic.Mark(line, column, Math.max(1, Math.min(width, text.length() - column + 1)),
                hides(text) ? "" : text);
    }

    /** A token has no place in this file, but somebody may have put it there. */
    private static boolean hides(String line) {
        return line.toLowerCase(Locale.ROOT).contains("tok");
    }
}
