/**
 * Starting the agent with the desktop session: what has to be written where on each platform, and
 * the writing. Knows nothing of the agent itself but the command that starts it.
 */
package dev.fermata.app.service;
