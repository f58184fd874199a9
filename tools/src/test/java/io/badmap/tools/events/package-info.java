/**
 * Events of the names and fields of badmap's own, so that recordings can be made without an agent.
 */
@NullMarked
package io.badmap.tools.events;

import org.jspecify.annotations.NullMarked;
