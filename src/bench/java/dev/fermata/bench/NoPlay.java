package dev.fermata.bench;

import dev.fermata.control.PlayControl;
import dev.fermata.model.Turn;
import java.util.List;
import java.util.Optional;

/** Nobody changes what is played while it is measured. */
final class NoPlay implements PlayControl {
    @Override
    public Optional<Boolean> turn(String skill, Turn how, String by) {
        throw new IllegalStateException("nobody turns a skill");
    }

    @Override
    public List<String> skills() {
        return List.of();
    }

    @Override
    public Used use(String profile, String by) {
        throw new IllegalStateException("nobody uses another profile");
    }

    @Override
    public void quit(String by) {
        throw new IllegalStateException("nobody quits");
    }
}
