/**
 * How the keys of a map are spread: over partitions, and over the map's own bins. Works on hash
 * codes as the events have them; never sees a key.
 */
@NullMarked
package io.badmap.tools.skew;

import org.jspecify.annotations.NullMarked;
