package dev.fermata.config.voices;

import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A voice that a server has: a model, and how it is asked. Immutable.
 *
 * @param name for people and figures
 * @param character whom it sounds like; models of one character take each other's place first
 * @param address where the server is; the setting's where it is empty
 * @param weight how much it is preferred among others, by the file
 * @param asked what the server is asked besides the text, by the names and with the values that its interface has
 * @param others what is asked otherwise when an answer was no good, in the order in which it is tried
 * @param gptWeights the file of weights that GPT-SoVITS has to have loaded; what it began with if empty
 * @param sovitsWeights the same of its other half
 * @param rate samples a second of what comes without a header that says so
 * @param key where the key is that the server wants
 * @param firstByte how long it may be until the answer begins
 * @param total how long it may be until the answer is whole
 */
public record VoiceModel(String name, VoiceService engine, String character, Optional<ServerAddress> address,
        double weight, Map<String, Object> asked, List<Map<String, Object>> others, Optional<String> gptWeights,
        Optional<String> sovitsWeights, int rate, Optional<SecretReference> key, Duration firstByte, Duration total) {
}
