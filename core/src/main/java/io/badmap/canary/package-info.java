/**
 * What the agent weaves into servers, executors and the HTTP client so that a {@link
 * io.badmap.CanaryScope} follows a request. Woven only where there are rules.
 *
 * <p>Lives in the boot loader. Runs in threads of the application at the edges of a request and of
 * a task, never inside a map operation: no lambda, nothing thrown, no lock, a fixed amount of
 * memory.
 */
@NullMarked
package io.badmap.canary;

import org.jspecify.annotations.NullMarked;
