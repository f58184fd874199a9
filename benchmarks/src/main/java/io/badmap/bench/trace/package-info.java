/** Recordings of map operations to measure an analysis by, and what reads them. */
@NullMarked
package io.badmap.bench.trace;

import org.jspecify.annotations.NullMarked;
