/**
 * The decision table: what a misuse was caused by, as far as its two sides and the trace around it
 * show. Each row tells its evidence; the last one says that nothing else applies.
 */
@NullMarked
package io.badmap.tools.cause;

import org.jspecify.annotations.NullMarked;
