/**
 * What the soak is made of: a JVM that serves and misuses one map on purpose, and the faults that
 * are done to it. That JVM alone may use badmap's API, to tell right reports from wrong ones.
 */
@NullMarked
package io.badmap.bench.soak;

import org.jspecify.annotations.NullMarked;
