package dev.fermata.config;

/** A template file that cannot be said; the message is every problem it has, ready to be shown. */
public final class TemplateRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateRefusedException(String problems) {
        super(problems);
    }
}
