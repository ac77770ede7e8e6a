package dev.fermata.cli;

import dev.fermata.app.Places;
import java.util.Map;

/**
 * What a command finds around it, so that tests can give it another machine.
 *
 * @param places where files are
 * @param variables the environment variables
 * @param terminal whether a person watches the output
 */
record CommandEnvironment(Places places, Map<String, String> variables, boolean terminal) {
    static CommandEnvironment ofThisMachine() {
        return new CommandEnvironment(Places.ofThisMachine(), System.getenv(), Boolean.getBoolean("fermata.terminal"));
    }
}
