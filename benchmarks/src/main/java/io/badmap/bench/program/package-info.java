/**
 * Programs that the runners start in a JVM of their own: each does a fixed amount of work, prints a
 * checksum of it and ends. They know nothing of agents and use only the libraries that they
 * exercise.
 */
@NullMarked
package io.badmap.bench.program;

import org.jspecify.annotations.NullMarked;
