/**
 * How often a misuse is caught at all: small programs that share a map by mistake, each run many
 * times, with and without the hunt, and the same in Go.
 */
@NullMarked
package io.badmap.bench.recall;

import org.jspecify.annotations.NullMarked;
