/** What is played: triggers and their actions. */
package dev.fermata.skill;
