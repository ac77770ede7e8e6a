package dev.fermata.config.settings;

/** Settings that cannot be used; the message is every problem they have, ready to be shown. */
public final class SettingsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsRefusedException(String problems) {
        super(problems);
    }
}
