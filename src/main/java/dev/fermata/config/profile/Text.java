package dev.fermata.config.profile;

/**
 * A string of the file and where it stands.
 *
 * @param span with its quotes
 * @param literal whether the characters stand in the file exactly as they are, so that a place
 *                inside can be shown; false with escapes or several lines
 */
record Text(String value, Span span, boolean literal) {

    /** The place of some characters of the value; all of it when that cannot be told. */
    Span part(int offset, int length) {
        if (!literal) {
            return span;
        }
        int from = Math.min(offset, value.length());
        int to = Math.min(value.length(), offset + length);
        return new Span(span.line(), span.column() + 1 + value.codePointCount(0, from),
                value.codePointCount(from, to));
    }
}
