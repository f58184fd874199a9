/**
 * Hooks come and go while threads stand inside of map operations; here it is waited for these. May
 * use the guard and the weaving.
 */
@NullMarked
package io.badmap.agent.drain;

import org.jspecify.annotations.NullMarked;
