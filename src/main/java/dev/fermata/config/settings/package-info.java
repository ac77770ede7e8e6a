/** The settings of an agent and of its clients: what there are, and the layers they are read from. */
package dev.fermata.config.settings;
