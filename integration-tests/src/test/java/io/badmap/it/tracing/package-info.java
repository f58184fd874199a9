/**
 * Misuses as events on the spans of OpenTelemetry. The applications in {@code src/programs} are
 * compiled when the tests run, against the released libraries that they run with.
 */
@NullMarked
package io.badmap.it.tracing;

import org.jspecify.annotations.NullMarked;
