package dev.fermata.bench;

import java.util.List;

/** Something that can be measured by its name. */
interface Measure {
    /** What the command line calls it. */
    String name();

    /** What it measures, in one line. */
    String about();

    /** Measures; takes seconds to a minute. */
    List<Row> run(Effort effort) throws Exception;
}
