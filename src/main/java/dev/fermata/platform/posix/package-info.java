/** What every Unix offers its processes, through JNA. Sole user of that library for it. */
package dev.fermata.platform.posix;
