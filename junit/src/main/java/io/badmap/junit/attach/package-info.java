/**
 * Gets the agent into the JVM of the tests.
 *
 * <p>Runs before anything else of badmap: a class of {@code io.badmap} that the class path gave out
 * first would stay another one than the agent's of the same name. May therefore use the JDK and
 * byte-buddy-agent only, and asks for classes of the core by name.
 */
@NullMarked
package io.badmap.junit.attach;

import org.jspecify.annotations.NullMarked;
