package dev.fermata.secret;

/** What a secret has to look like to be of use. */
public enum SecretForm {
    /** What clients send to an agent. */
    TOKEN("16 to 200 letters, digits and . _ ~ + / = -, such as 'openssl rand -hex 16' prints",
            "[A-Za-z0-9._~+/=-]{16,200}"),
    /** What a header of HTTP can have. */
    KEY("1 to 300 letters, digits and signs without blanks", "[!-~]{1,300}");

    private final String expected;
    private final String pattern;

    SecretForm(String expected, String pattern) {
        this.expected = expected;
        this.pattern = pattern;
    }

    /** The same in words. */
    public String expected() {
        return expected;
    }

    boolean isOne(String text) {
        // Not compiled ahead of time: every run has settings, and few have secrets.
        return text.matches(pattern);
    }
}
