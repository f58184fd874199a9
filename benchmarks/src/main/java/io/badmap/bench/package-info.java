/**
 * What the agent costs, measured beside its rivals in the same run: single map operations ({@link
 * io.badmap.bench.Compare}), whole programs ({@link io.badmap.bench.Programs}) and start-up ({@link
 * io.badmap.bench.Startup}).
 *
 * <p>A service in production has runners of its own: {@link io.badmap.bench.Service} and {@link
 * io.badmap.bench.Soak}.
 *
 * <p>The runners only start child JVMs, plain and with an agent in turn, and print markdown.
 * Nothing here may use a class of badmap: an agent is a jar given by its path, so that any agent
 * can stand in its place.
 */
@NullMarked
package io.badmap.bench;

import org.jspecify.annotations.NullMarked;
