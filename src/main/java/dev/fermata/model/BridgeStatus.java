package dev.fermata.model;

import java.util.Optional;

/**
 * How the bridge to other machines stands.
 *
 * @param address of the Redis server
 * @param whyNot why events do not go out now; empty where they do
 * @param sent how many events have gone out
 * @param missed how many have not
 * @param listens whether commands are taken now
 * @param done how many commands have been carried out
 * @param refused how many have not
 * @param lastRefused why the last of those was not; empty before the first
 */
public record BridgeStatus(String address, Optional<String> whyNot, long sent, long missed, boolean listens, long done,
        long refused, String lastRefused) {
}
