/** What {@code fermata doctor} looks at: passive checks, trials that measure, and the verdicts on them. */
package dev.fermata.app.doctor;
