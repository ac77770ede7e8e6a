/** What happened, as records, and the bus that carries it. */
package dev.fermata.event;
