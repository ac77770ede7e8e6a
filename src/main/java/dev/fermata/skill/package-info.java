/** What is played, and the holds that silence it. */
package dev.fermata.skill;
