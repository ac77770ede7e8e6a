/** The demonstration: the real agent, a player and a readable timeline. */
package dev.fermata.demo;
