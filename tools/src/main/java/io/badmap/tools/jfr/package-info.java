/**
 * Reads flight recordings event by event, in the order in which they lie in the file and with no
 * more memory than one chunk's constants need. Knows the format alone: chunks, their metadata,
 * their constant pools; what the events mean is for others.
 *
 * <p>{@code jdk.jfr.consumer} makes an object of each event and of each of its values, and gives up
 * a chunk that was not finished; this reader decodes only the fields that are asked for, and keeps
 * what can be read of a recording that was cut off. The format is that of the JDK's own reader
 * ({@code jdk.jfr.internal.consumer}): a header of 68 bytes, then events, each with its size, its
 * type and its fields in the order of the metadata; numbers in LEB128.
 */
@NullMarked
package io.badmap.tools.jfr;

import org.jspecify.annotations.NullMarked;
