/** The Windows desktop and what else of Windows is asked, through JNA. Not yet run on Windows. */
package dev.fermata.platform.windows;
