/** The only place that wires the parts together and starts and stops them. */
package dev.fermata.app;
