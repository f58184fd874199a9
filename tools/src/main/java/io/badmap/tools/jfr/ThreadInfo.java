package io.badmap.tools.jfr;

/**
 * A thread of the recorded JVM.
 *
 * @param id of {@code java.lang.Thread}, or the negative one of the operating system where it is no
 *     Java thread
 * @param name of the thread, or of the operating system's
 * @param virtual as far as the recording tells
 */
public record ThreadInfo(long id, String name, boolean virtual) {}
