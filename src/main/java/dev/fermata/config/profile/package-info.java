/** From a TOML file to an immutable profile, or to every problem it has. */
package dev.fermata.config.profile;
