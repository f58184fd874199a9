/** The hunt, in real JVMs: what it finds, what it leaves alone, and what it keeps. */
package io.badmap.it.hunt;
