/**
 * Keys, tokens and passwords: where they are, how they are found, and the store that has them encrypted. What only
 * says where one is ({@link dev.fermata.secret.SecretReference}) needs nothing of the rest.
 */
package dev.fermata.secret;
