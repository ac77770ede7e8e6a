/** Measures Fermata against its peers and the floor, side by side in one run; see docs/benchmarks.md. */
package dev.fermata.bench;
