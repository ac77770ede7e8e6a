/** Ports to the desktop: what the agent needs of a platform, and nothing about how it is done. */
package dev.fermata.platform;
