/**
 * The file that {@code config} names: what it may say ({@link io.badmap.agent.config.Keys}),
 * reading it, following it, and what is in force while the JVM runs ({@link
 * io.badmap.agent.config.Live}).
 *
 * <p>Loaded only where an option asks for it. Everything here is immutable or guarded by one lock;
 * nothing runs inside a map operation. YAML itself is read in {@code yaml}, the only package that
 * knows the library; no object is ever made from a tag.
 */
@NullMarked
package io.badmap.agent.config;

import org.jspecify.annotations.NullMarked;
