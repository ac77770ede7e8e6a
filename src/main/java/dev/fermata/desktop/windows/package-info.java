/** The Windows desktop, through User32 (JNA). Sole user of that library. Not yet run on Windows. */
package dev.fermata.desktop.windows;
