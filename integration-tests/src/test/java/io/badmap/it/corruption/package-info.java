/**
 * Maps that a race has damaged, or that reflection damages in the same way: walks that would never
 * end, and exceptions out of the map's own code.
 */
package io.badmap.it.corruption;
