/** The clock port and the worker thread that sleeps until a passive core's next deadline. */
package dev.fermata.time;
