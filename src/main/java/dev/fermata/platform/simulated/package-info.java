/** An injector that sends nothing, for {@code --dry-run}. */
package dev.fermata.platform.simulated;
