/** Clients of a running agent: how it is found, asked and understood. Knows nothing of its inside. */
package dev.fermata.control.client;
