package dev.fermata.control.http;

/**
 * A field that a request's JSON may have.
 *
 * @param required whether it must be there
 * @param expected what it may be, for people, e.g. {@code "pause", "resume" or "toggle"}
 */
record FieldSpec(String name, Kind kind, boolean required, String expected) {
    /** The JSON types in use. */
    enum Kind {
        INTEGER("an integer"), TEXT("a string"), FLAG("true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static FieldSpec integer(String name, String expected) {
        return new FieldSpec(name, Kind.INTEGER, false, expected);
    }

    static FieldSpec text(String name, String expected) {
        return new FieldSpec(name, Kind.TEXT, false, expected);
    }

    static FieldSpec flag(String name) {
        return new FieldSpec(name, Kind.FLAG, false, "true or false");
    }

    FieldSpec needed() {
        return new FieldSpec(name, kind, true, expected);
    }
}
