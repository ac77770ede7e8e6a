/**
 * What belongs to the user who runs this and to nobody else: private files and folders, and whose the other
 * end of a connection on this machine is. Known to the agent and to its clients.
 */
package dev.fermata.user;
