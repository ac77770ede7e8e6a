package dev.fermata.config;

import java.util.Collection;
import java.util.Set;

/** Says what is wrong with a table, in the words of its readers. */
public interface Wording {
    /**
     * A field that the table should not have.
     *
     * @param name as it is written
     * @param there the names that the table has: none of them is meant
     * @return what was probably meant
     */
    Collection<String> unknown(Node name, Schema schema, Set<String> there);

    /** A field whose value is none of its type. */
    void wrong(Field<?> field, Fault fault);

    /** A field that the table cannot do without. */
    void missing(Field<?> field, Node table, Schema schema);
}
