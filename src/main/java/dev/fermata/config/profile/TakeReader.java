package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.TakeText;
import dev.fermata.model.Action;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of takes that a profile plays. Confined to one thread. */
final class TakeReader {
    private final Problems problems;
    private final List<Path> files = new ArrayList<>();

    TakeReader(Problems problems) {
        this.problems = problems;
    }

    /** The files that are named, whether they could be read or not. */
    List<Path> files() {
        return files;
    }

    /** The take of a field that is there; empty where it is none, which is told. */
    Optional<Action> read(Table table, Field<String> field) {
        Span at = problems.source().span(table.node(field));
        Optional<Path> file = table.find(field)
                .flatMap(name -> Bases.resolve(Path.of(problems.file(at)), name.strip()));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        files.add(file.get());
        TakeText read = TakeText.readFile(file.get());
        if (read.take().isEmpty()) {
            problems.error(at, "this take cannot be played", "a take's file, seen from this one");
            read.problems().forEach(problem -> problems.elsewhere(at, problem));
        }
        return read.take().map(Action.Take::new);
    }
}
