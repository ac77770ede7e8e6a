package dev.fermata.config;

import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.util.List;
import java.util.Optional;

/** A secret, or where one is. Where it is is shown, a secret never, and what is neither could be one. Immutable. */
public final class SecretType extends Type<SecretReference> {
    private final SecretForm form;
    private final boolean mayBeGiven;

    private SecretType(SecretForm form, String expected, boolean mayBeGiven) {
        super("text", expected, expected);
        this.form = form;
        this.mayBeGiven = mayBeGiven;
    }

    /** A secret, or where it is. */
    public static SecretType of(SecretForm form) {
        return new SecretType(form, form.expected() + "; or " + SecretReference.EXPECTED, true);
    }

    /** Where a secret is, and not the secret itself. */
    public static SecretType elsewhere(SecretForm form) {
        return new SecretType(form, SecretReference.EXPECTED, false);
    }

    @Override
    public Reading<SecretReference> read(Node node, String name) {
        if (!(node.value() instanceof String text)) {
            return wrongType(node, name, "text in quotes");
        }
        Optional<SecretReference> found = mayBeGiven ? SecretReference.orGiven(form, text)
                : SecretReference.of(form, text);
        return found.isPresent() ? new Reading<>(found, List.of())
                : Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "this is not a value of '" + name + "'"));
    }

    @Override
    public boolean secret() {
        return true;
    }
}
