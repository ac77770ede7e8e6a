package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.speak.VariantPicker;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is said when there is nothing else to say, one paragraph a turn. Confined to the room's lock. */
final class Script {
    private final StreamBook.Script script;
    private final List<VariantPicker> paragraphs;
    private final RandomGenerator random;
    private int next;

    Script(StreamBook.Script script, RandomGenerator random) {
        this.script = script;
        this.random = random;
        this.paragraphs = script.paragraphs().stream().map(each -> new VariantPicker(each, random)).toList();
        this.next = script.shuffled() && !paragraphs.isEmpty() ? random.nextInt(paragraphs.size()) : 0;
    }

    boolean isEmpty() {
        return paragraphs.isEmpty();
    }

    /** The next paragraph; empty where there are none. */
    Optional<String> next() {
        if (paragraphs.isEmpty()) {
            return Optional.empty();
        }
        String text = paragraphs.get(next).next();
        int step = script.shuffled() && paragraphs.size() > 1 ? 1 + random.nextInt(paragraphs.size() - 1) : 1;
        next = (next + step) % paragraphs.size();
        return Optional.of(text);
    }
}
