package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.config.voices.VoiceBook;
import dev.fermata.config.voices.VoiceModel;
import dev.fermata.config.voices.VoiceService;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpClient;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretException;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.Figures;
import dev.fermata.speak.engine.Ladder;
import dev.fermata.speak.engine.OpenAiEngine;
import dev.fermata.speak.engine.ServedEngine;
import dev.fermata.speak.engine.ServerHealth;
import dev.fermata.speak.engine.SovitsEngine;
import dev.fermata.speak.engine.SovitsServer;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The voices that servers have: what asks for them, and the ladder that they make. Confined to one thread. */
final class ServedVoices implements AutoCloseable {
    private static final ServerAddress SOVITS = ServerAddress.of("http://127.0.0.1:9880").orElseThrow();

    private final Clock clock;
    private final Settings.Speech settings;
    private final VoiceBook book;
    private final Consumer<String> tell;
    private final HttpClient http = new HttpClient("voice-http");
    private final Map<ServerAddress, SovitsServer> sovits = new HashMap<>();
    private final Map<ServerAddress, ServerHealth> health = new HashMap<>();

    /** What puts an engine on what all engines stand on. */
    interface Rungs {
        Engine rung(Engine engine, Figures figures, Optional<ServerHealth> server);
    }

    ServedVoices(Clock clock, Settings.Speech settings, Consumer<String> tell) {
        this.clock = clock;
        this.settings = settings;
        this.book = settings.served().voices();
        this.tell = tell;
    }

    /** All voices, the one that is to speak first. */
    List<VoiceModel> models() {
        VoiceService service = settings.engine() == SpeechEngine.OPENAI ? VoiceService.OPENAI : VoiceService.GPT_SOVITS;
        VoiceModel first = book.first(service, settings.voice()).orElseThrow();
        return Stream.concat(Stream.of(first), book.voices().stream().filter(each -> each != first))
                .toList();
    }

    /** Where its server is. */
    ServerAddress address(VoiceModel model) {
        return model.address().or(settings.served()::address).orElse(SOVITS);
    }

    /** What asks for a voice. @param other what is asked otherwise than it says */
    ServedEngine engine(VoiceModel model, Map<String, Object> other) {
        ServerAddress address = address(model);
        if (model.engine() == VoiceService.GPT_SOVITS) {
            return new SovitsEngine(sovits.computeIfAbsent(address, each -> new SovitsServer(http, each)), model,
                    other);
        }
        return new OpenAiEngine(http, address, model, key(model), other);
    }

    /** What a voice names itself, or nothing: another server's key is none of its server's business. */
    private Optional<Secret> key(VoiceModel model) {
        try {
            return model.key().or(settings.served()::key).map(Places.ofThisMachine()::reveal);
        } catch (SecretException e) {
            tell.accept("the voice " + model.name() + " is asked for without a key: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The servers that are not this machine, and what becomes known to them and on the way, for people. */
    List<String> elsewhere() {
        return models().stream().map(this::address).distinct().filter(each -> !each.isThisMachine())
                .map(each -> "what is spoken is sent to " + each + (each.secure() ? ""
                        : ", and whoever is on the way can read it, with the key if there is one")).toList();
    }

    /** @param last gives what speaks when no server can */
    Engine ladder(Rungs rungs, Supplier<Engine> last) {
        elsewhere().forEach(tell);
        List<Ladder.Model> models = new ArrayList<>();
        for (VoiceModel model : models()) {
            ServerAddress address = address(model);
            Figures figures = new Figures(model.name(), address.toString());
            Optional<ServerHealth> server = Optional.of(health.computeIfAbsent(address,
                    each -> new ServerHealth(each.toString(), tell)));
            List<Engine> engines = Stream.concat(Stream.of(Map.<String, Object>of()), model.others().stream())
                    .map(other -> rungs.rung(engine(model, other), figures, server)).toList();
            models.add(new Ladder.Model(model.character(), address.toString(), model.weight(), engines, figures));
        }
        return new Ladder(clock, models, last.get(), book.attempts(), book.time());
    }

    @Override
    public void close() {
        http.close();
    }
}
