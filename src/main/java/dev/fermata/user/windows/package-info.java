/** What Windows tells of users and connections, by way of JNA. Written by its documentation; not yet run there. */
package dev.fermata.user.windows;
