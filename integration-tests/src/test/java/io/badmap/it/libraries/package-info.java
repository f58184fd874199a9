/**
 * Released libraries that share a map between threads by their own fault, each beside the release
 * that mends it. The drivers in {@code src/libraries} use the public API only, and are compiled at
 * test time against the class path that {@link io.badmap.it.Artifacts} resolves.
 */
package io.badmap.it.libraries;
