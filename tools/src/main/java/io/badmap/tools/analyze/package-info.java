/**
 * {@code analyze} and {@code extract}: one pass over recordings, in which maps, threads, windows
 * and creations are gathered with bounded memory, and the report made of them.
 */
@NullMarked
package io.badmap.tools.analyze;

import org.jspecify.annotations.NullMarked;
