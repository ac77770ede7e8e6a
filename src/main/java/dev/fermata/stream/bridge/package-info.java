/** Events to other machines and commands from them, over a Redis server. */
package dev.fermata.stream.bridge;
