/**
 * GoMap beside {@code java.util.HashMap} and Eclipse Collections' {@code UnifiedMap}: single
 * operations (JMH), memory (JOL), the longest put of a growing map. Uses GoMap's public API alone.
 */
package io.badmap.bench.gomap;
