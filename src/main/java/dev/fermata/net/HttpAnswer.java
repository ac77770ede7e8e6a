package dev.fermata.net;

/**
 * What a server has answered, whole.
 *
 * @param status 200 for what was asked for; a redirect is not followed and comes as it is
 * @param body as it was sent
 */
public record HttpAnswer(int status, byte[] body) {
}
