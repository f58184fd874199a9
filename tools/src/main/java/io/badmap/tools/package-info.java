/**
 * The command line of {@code java -jar badmap.jar}. Runs in a JVM of its own; each command is a
 * class here or in a package below.
 */
@NullMarked
package io.badmap.tools;

import org.jspecify.annotations.NullMarked;
