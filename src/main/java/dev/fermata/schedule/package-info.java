/** When tasks are due. */
package dev.fermata.schedule;
