/** An agent in a running JVM: asked, changed, scraped, and told to leave. */
@NullMarked
package io.badmap.it.control;

import org.jspecify.annotations.NullMarked;
