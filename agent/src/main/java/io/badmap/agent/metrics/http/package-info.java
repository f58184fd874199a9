/**
 * The one place that knows the HTTP server, which lies in an entry of its own in the agent's jar:
 * loaded by a {@link io.badmap.agent.LibraryLoader}.
 */
@NullMarked
package io.badmap.agent.metrics.http;

import org.jspecify.annotations.NullMarked;
