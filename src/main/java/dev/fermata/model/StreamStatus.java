package dev.fermata.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has come of a live stream, and what became of it. Immutable.
 *
 * @param silent why nothing is answered; empty where something is
 * @param feeds how the connections stand
 * @param came how many messages, by kind
 * @param answered how many have been answered, those that were merged into them not counted
 * @param merged how many were answered, or dropped, with another
 * @param dropped how many were not answered, by why
 * @param waiting how many wait to be answered
 * @param handedOver how many of those that are to be spoken are not over
 * @param refused how many were not even looked at, for more came than anybody could listen to
 * @param scripts how many paragraphs of scripts have been said
 * @param waitP50Nanos from the coming of a message until it is handed over to be spoken, of the last ones
 * @param waitP99Nanos the same, of the slowest in a hundred
 * @param waitMaxNanos the longest of all
 * @param decided how many messages it was decided of what becomes of them at first
 * @param decisionP50Nanos from the reading of a message until that was decided, of all
 * @param decisionP99Nanos the same, of the slowest in a hundred
 * @param decisionMaxNanos the longest of all
 * @param models how those models do that write
 * @param replies what has come of those that language models are to write
 */
public record StreamStatus(Optional<String> silent, List<FeedStatus> feeds, Map<StreamKind, Long> came, long answered,
        long merged, Map<StreamDrop, Long> dropped, int waiting, int handedOver, long refused, long scripts,
        long waitP50Nanos, long waitP99Nanos, long waitMaxNanos, long decided, long decisionP50Nanos,
        long decisionP99Nanos, long decisionMaxNanos, List<ModelFigures> models, ReplyFigures replies) {
    public StreamStatus {
        feeds = List.copyOf(feeds);
        models = List.copyOf(models);
    }

    /** The same with what the connections and the models know. */
    public StreamStatus with(Optional<String> whySilent, List<FeedStatus> connections, long notLookedAt,
            List<ModelFigures> writing) {
        return new StreamStatus(whySilent, connections, came, answered, merged, dropped, waiting, handedOver,
                notLookedAt, scripts, waitP50Nanos, waitP99Nanos, waitMaxNanos, decided, decisionP50Nanos,
                decisionP99Nanos, decisionMaxNanos, writing, replies);
    }
}
