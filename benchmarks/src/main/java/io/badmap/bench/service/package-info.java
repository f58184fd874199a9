/**
 * The demo's service in a JVM of its own, and customers that visit it over loopback and know every
 * right answer. Nothing here knows of the agent but as an argument of that JVM.
 */
@NullMarked
package io.badmap.bench.service;

import org.jspecify.annotations.NullMarked;
