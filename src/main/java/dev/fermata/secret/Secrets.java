package dev.fermata.secret;

import dev.fermata.model.NearestName;
import dev.fermata.user.NotPrivateException;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds what references mean. Thread-safe. */
public final class Secrets {
    /** A key that is larger is none. */
    private static final int MOST_BYTES = 4_096;

    private final Map<String, String> environment;
    private final SecretStore store;

    /** @param store is not looked at before a reference names it */
    public Secrets(Map<String, String> environment, SecretStore store) {
        this.environment = environment;
        this.store = store;
    }

    /**
     * What is there.
     *
     * @throws SecretException when nothing is, or nothing of the form that is needed
     */
    public Secret find(SecretReference where) {
        String found = switch (where.kind()) {
            case GIVEN -> where.text();
            case ENV -> variable(where.text());
            case FILE -> file(where.file());
            case SECRET -> kept(where.text());
        };
        if (!where.form().isOne(found)) {
            throw new SecretException("what " + where + " has cannot be used (it is not shown here): it must be "
                    + where.form().expected());
        }
        return Secret.of(found);
    }

    private String variable(String name) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new SecretException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static String file(Path file) {
        try {
            return PrivateFiles.read(file, MOST_BYTES).strip();
        } catch (NoSuchFileException e) {
            throw new SecretException("there is no file " + file);
        } catch (NotPrivateException e) {
            throw new SecretException(e.getMessage());
        } catch (IOException e) {
            throw new SecretException("the file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private String kept(String name) {
        return store.find(name).orElseThrow(() -> {
            List<String> near = NearestName.among(store.names(), name);
            return new SecretException("there is no secret '" + name + "'; "
                    + (near.isEmpty() ? "" : "there is '" + String.join("', '", near) + "', and ")
                    + "'fermata secret set " + name + "' keeps one");
        });
    }
}
