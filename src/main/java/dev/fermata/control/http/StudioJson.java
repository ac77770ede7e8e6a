package dev.fermata.control.http;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.ProfileStore;
import dev.fermata.config.profile.TextEdit;
import dev.fermata.control.Preview;
import dev.fermata.control.Studio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How profiles and what is wrong with them are told: places as browsers count them, in UTF-16 units. Stateless. */
final class StudioJson {
    private StudioJson() {
    }

    static Map<String, Object> listed(Studio.Listed listed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", listed.name());
        json.put("title", listed.title());
        json.put("path", listed.file().toString());
        owner(json, listed.isOwn(), listed.whyNot());
        json.put("playing", listed.plays());
        listed.shadowedBy().ifPresent(file -> json.put("shadowed_by", file.toString()));
        json.put("errors", listed.errors());
        json.put("warnings", listed.warnings());
        return json;
    }

    static Map<String, Object> shown(Studio.Shown shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", shown.stored().name());
        json.put("path", shown.stored().file().toString());
        owner(json, shown.isOwn(), shown.whyNot());
        json.put("playing", shown.plays());
        json.put("text", shown.stored().text());
        json.put("version", shown.stored().version());
        return json;
    }

    /** What has been written. */
    static Map<String, Object> saved(Studio.Shown shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", shown.stored().name());
        json.put("path", shown.stored().file().toString());
        json.put("version", shown.stored().version());
        json.put("playing", shown.plays());
        return json;
    }

    private static void owner(Map<String, Object> json, boolean isOwn, Optional<String> whyNot) {
        json.put("source", isOwn ? "own" : "shipped");
        json.put("editable", whyNot.isEmpty());
        whyNot.ifPresent(why -> json.put("why_not", why));
    }

    static Map<String, Object> trashed(ProfileStore.Trashed trashed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", trashed.id());
        json.put("name", trashed.name());
        json.put("deleted", trashed.deleted().toString());
        return json;
    }

    /** The profile that is played, which need not be one of the library. */
    static Map<String, Object> playing(Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", String.valueOf(file.getFileName()).replaceFirst("\\.toml$", ""));
        json.put("path", file.toString());
        return json;
    }

    static List<Object> problems(NotDoneException.Checked checked) {
        List<Integer> lines = lines(checked.text());
        List<Object> all = new ArrayList<>();
        checked.problems().forEach(problem -> all.add(
                problem(problem, checked.text(), lines, problem.file().equals(checked.file().toString()))));
        return all;
    }

    private static Map<String, Object> problem(Diagnostic problem, String text, List<Integer> lines, boolean isHere) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", problem.isError() ? "error" : "warning");
        Diagnostic.Mark mark = problem.mark().orElse(new Diagnostic.Mark(1, 1, 1, ""));
        int from = units(mark.text(), mark.column() - 1);
        int length = Math.max(1, units(mark.text(), mark.column() - 1 + mark.width()) - from);
        json.put("line", (long) mark.line());
        json.put("column", from + 1L);
        json.put("length", (long) length);
        int begin = !isHere || mark.line() > lines.size() ? 0
                : Math.min(lines.get(mark.line() - 1) + from, text.length());
        json.put("from", (long) begin);
        json.put("to", isHere ? (long) Math.min(begin + length, text.length()) : 0L);
        json.put("message", problem.problem());
        if (!problem.expected().isEmpty()) {
            json.put("expected", problem.expected());
        }
        json.put("suggestions", problem.suggestions());
        if (!isHere) {
            json.put("file", problem.file());
        }
        return json;
    }

    static Map<String, Object> edit(TextEdit edit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", (long) edit.from());
        json.put("to", (long) edit.to());
        json.put("insert", edit.insert());
        return json;
    }

    static Map<String, Object> played(Preview.Played played) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("events", played.events().stream().map(StudioJson::happening).toList());
        json.put("counts", played.counts());
        played.holdKey().ifPresent(key -> json.put("hold_key", key.id()));
        json.put("truncated", played.truncated());
        json.put("played_ms", played.played().toMillis());
        return json;
    }

    private static Map<String, Object> happening(Preview.Happening happening) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("t_ms", happening.at().toMillis());
        json.put("kind", happening.kind());
        happening.skill().ifPresent(skill -> json.put("skill", skill));
        happening.key().ifPresent(key -> json.put("key", key.id()));
        happening.lane().ifPresent(lane -> json.put("lane", lane));
        happening.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    private static int units(String line, int points) {
        return points >= line.codePointCount(0, line.length()) ? line.length() : line.offsetByCodePoints(0, points);
    }

    /** Where the lines begin; the first behind the mark that editors of Windows put first. */
    private static List<Integer> lines(String text) {
        List<Integer> lines = new ArrayList<>(List.of(text.startsWith("\uFEFF") ? 1 : 0));
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines.add(at + 1);
        }
        return lines;
    }
}
