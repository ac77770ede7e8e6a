package dev.fermata.config.settings;

import dev.fermata.config.ListType;
import dev.fermata.config.SecretType;
import dev.fermata.config.Types;
import dev.fermata.model.RedisAddress;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.util.List;
import java.util.Map;

/** The settings of the live-stream companion, the history and the bridge. */
public final class StreamSettings {
    private static final String CHANNEL = "1 to 200 letters, digits and . _ : -";
    private static final String CHANNEL_PATTERN = "[A-Za-z0-9._:-]{1,200}";

    public static final Setting<Boolean> STREAM_ON = new Setting<>("stream.on", Types.flag(), "false",
            "whether viewers of a live stream are answered, as stream.toml says; `false`: nothing of that is loaded");
    public static final Setting<Boolean> STREAM_VIEWERS = new Setting<>("stream.viewers", Types.flag(), "false",
            "whether viewers may have played what a profile lists for them; needs `stream.on`");
    public static final Setting<Boolean> HISTORY_ON = new Setting<>("history.on", Types.flag(), "false",
            "whether what happens is kept in a file, for 'fermata history'; `false`: nothing of that is loaded");
    public static final Setting<Long> HISTORY_DAYS = new Setting<>("history.days", Types.whole(1, 3_650), "30",
            "for how many days it is kept");
    public static final Setting<Long> HISTORY_SIZE = new Setting<>("history.size", Types.whole(1, 100_000), "200",
            "how many megabytes that file uses at most; the oldest goes");
    public static final Setting<RedisAddress> BRIDGE_ADDRESS = new Setting<>("bridge.address",
            Types.text(RedisAddress.EXPECTED, RedisAddress::of, RedisAddress::toString), null,
            "the Redis server that is told what happens; not set: nothing of that is loaded");
    public static final Setting<String> BRIDGE_EVENTS = new Setting<>("bridge.events",
            Types.pattern(CHANNEL, CHANNEL_PATTERN), "fermata:events", "the channel on which events go out");
    public static final Setting<String> BRIDGE_COMMANDS = new Setting<>("bridge.commands",
            Types.pattern(CHANNEL, CHANNEL_PATTERN), "fermata:commands",
            "the channel from which commands are taken, if any are allowed");
    public static final Setting<List<BridgeCommand>> BRIDGE_ALLOW = new Setting<>("bridge.allow",
            new ListType<>(Types.wordInAnyCase(BridgeCommand.class, Map.of()), "a list of pause, resume, stop, say"
                    + " and action, such as [\"pause\", \"resume\"], in a variable with commas between"), null,
            "which commands are taken from there; none if not set");
    public static final Setting<String> BRIDGE_USER = new Setting<>("bridge.user",
            Types.line("the name of a user", 100, false), null,
            "the user of that server, where it has others than the usual one");
    public static final Setting<SecretReference> BRIDGE_PASSWORD = new Setting<>("bridge.password",
            SecretType.of(SecretForm.KEY), null, "the password that this server wants to know");
    public static final Setting<String> BRIDGE_CERTIFICATE = new Setting<>("bridge.certificate",
            Types.line("the path of a PEM file", 1_000, false), null,
            "the certificate by which a server of rediss:// is known, its own or its issuer's, where Java knows neither");

    private StreamSettings() {
    }
}
