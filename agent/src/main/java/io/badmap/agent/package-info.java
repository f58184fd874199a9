/**
 * Where the JVM enters the agent, and where the rooms below are put together.
 *
 * <p>Two loaders share it. {@link Premain}, {@link Preset}, {@link BootClasses}, {@link Main} and
 * {@link NestedJarClassLoader} lie at the jar's root and may use the JDK and what lies there; all
 * else lies below {@code inst/}, in the agent's own class loader, and may use all of the agent. Of
 * this room those below use {@link LibraryLoader} alone, and know {@link Agent} by its name.
 */
@NullMarked
package io.badmap.agent;

import org.jspecify.annotations.NullMarked;
