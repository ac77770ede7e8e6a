package dev.fermata.app;

import dev.fermata.config.profile.ProfileResult;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PlayControl;
import dev.fermata.control.TooMuchException;
import dev.fermata.model.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What clients may change about what an agent plays. Thread-safe. */
final class PlayService implements PlayControl {
    private final Agent agent;
    private final PlayedProfile profile;
    private final Consumer<String> onQuit;
    private final ChangeBudget changes = ChangeBudget.ofClients();

    /** @param onQuit told who wants the program to end; returns at once */
    PlayService(Agent agent, PlayedProfile profile, Consumer<String> onQuit) {
        this.agent = agent;
        this.profile = profile;
        this.onQuit = onQuit;
    }

    @Override
    public Optional<Boolean> turn(String skill, Turn how, String by) {
        requireBudget();
        return agent.core().skills().turn(skill, how, by);
    }

    @Override
    public List<String> skills() {
        return agent.core().skills().names();
    }

    @Override
    public Used use(String name, String by) {
        requireBudget();
        ProfileResult result = profile.use(name);
        return result.profile().isPresent() ? new Used(Optional.of(result.profile().get().name()), "")
                : new Used(Optional.empty(), result.render());
    }

    @Override
    public void quit(String by) {
        onQuit.accept(by);
    }

    private void requireBudget() {
        if (!changes.take(agent.clock().nanos())) {
            throw new TooMuchException(TooMuchException.What.CHANGES,
                    "clients have changed what is played too often in the last seconds");
        }
    }
}
