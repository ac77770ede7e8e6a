package dev.fermata.config.profile;

import dev.fermata.config.TomlLayout.Section;
import java.util.List;

/** Which lines of a text belong together, and how lines are put between others. Immutable. */
final class TextBlocks {
    private final String text;
    private final String lineEnd;
    private final List<Section> sections;

    TextBlocks(String text, List<Section> sections) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.sections = sections;
    }

    /** How lines end in the text. */
    String lineEnd() {
        return lineEnd;
    }

    /** What begins a line; the one before it is ended where it is not. */
    TextEdit insert(int at, String what) {
        boolean open = at == text.length() && at > 0 && text.charAt(at - 1) != '\n' && what.endsWith(lineEnd);
        return new TextEdit(at, at, open ? lineEnd + what : what);
    }

    /** Lines with an empty one before and behind them. */
    TextEdit paragraph(int at, String lines) {
        String before = text.substring(0, at).replace("\r\n", "\n");
        boolean first = before.isBlank() || before.equals("\uFEFF");
        String begin = first || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
        boolean last = text.substring(at).isBlank();
        return new TextEdit(at, at, begin + lines + (last ? "" : lineEnd));
    }

    /** Where a section begins with the comment right above it; the end of the text for the one behind the last. */
    int blockStart(int index) {
        if (index >= sections.size()) {
            return text.length();
        }
        int least = sections.get(index - 1).contentEnd();
        int start = sections.get(index).start();
        int at = start;
        while (at > least) {
            int line = Math.max(least, text.lastIndexOf('\n', at - 2) + 1);
            if (!text.substring(line, at).strip().startsWith("#")) {
                return at;
            }
            at = line;
        }
        // What stands at the beginning of a text is about all of it.
        return at <= 1 && index == 1 ? start : at;
    }

    /** Behind the comment right below a section, and the empty lines after that. */
    int blockEnd(int index) {
        int most = blockStart(index + 1);
        int at = sections.get(index).contentEnd();
        boolean empty = false;
        while (at < most) {
            int next = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
            boolean isEmpty = text.substring(at, next).isBlank();
            if (empty && !isEmpty) {
                return at;
            }
            empty = isEmpty;
            at = next;
        }
        return at;
    }

    /** Lines with the comment right above them and that right below, and the empty lines after it. */
    record Block(int start, int end) {
    }

    /** A skill, by its number. */
    Block block(int skill) throws NotDoneException {
        List<Object> path = List.of(ProfileSchema.SKILL.name(), skill);
        for (int i = 1; i < sections.size(); i++) {
            if (sections.get(i).path().equals(path)) {
                int next = i + 1;
                while (next < sections.size() && startsWith(sections.get(next).path(), path)) {
                    next++;
                }
                return new Block(blockStart(i), blockEnd(next - 1));
            }
        }
        throw ProfileEditor.noPlace();
    }

    static boolean startsWith(List<Object> path, List<Object> with) {
        return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
    }
}
