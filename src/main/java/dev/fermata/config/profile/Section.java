package dev.fermata.config.profile;

/** The tables of a profile. */
enum Section {
    TOP("a profile"),
    HOTKEYS("[hotkeys]"),
    PRIORITY("[priority]"),
    MANAGED("[priority.managed.KEY]"),
    SCHEDULER("[scheduler]"),
    DISPATCH("[dispatch]"),
    SKILL("[[skill]]"),
    ROTATION("[rotation]");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    /** How the table is written in messages and in the documentation. */
    String title() {
        return title;
    }
}
