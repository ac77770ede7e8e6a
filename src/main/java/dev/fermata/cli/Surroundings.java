package dev.fermata.cli;

import dev.fermata.app.Places;
import java.util.Map;

/**
 * What a command finds around it, so that tests can give it another machine.
 *
 * @param places where files are
 * @param environment the environment variables
 * @param terminal whether a person watches the output
 */
record Surroundings(Places places, Map<String, String> environment, boolean terminal) {
    static Surroundings ofThisMachine() {
        return new Surroundings(Places.ofThisMachine(), System.getenv(), Boolean.getBoolean("fermata.terminal"));
    }
}
