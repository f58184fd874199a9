/**
 * Where the JVM enters the agent, and where the rooms below are put together.
 *
 * <p>Two loaders share it. {@link Premain}, {@link Preset}, {@link BootClasses}, {@link Main} and
 * {@link NestedJarClassLoader} lie at the jar's root and may use the JDK and what lies there; all
 * else lies below {@code inst/}, in the agent's own class loader, and may use all of the agent. No
 * room below uses a class of this one but {@link LibraryLoader} and {@link NestedJarClassLoader}.
 */
@NullMarked
package io.badmap.agent;

import org.jspecify.annotations.NullMarked;
