/**
 * The hooks of {@code io.badmap.canary}, put into servers, executors and the HTTP client by Byte
 * Buddy. Loaded by a {@link io.badmap.agent.LibraryLoader}, and only where there are rules.
 */
@NullMarked
package io.badmap.agent.canary.weave;

import org.jspecify.annotations.NullMarked;
