package io.badmap.tools.model;

/**
 * A file.
 *
 * @param file its name, as it was given
 * @param bytes its size
 * @param chunks how many were read
 * @param events how many of all types
 * @param whole false where something of it could not be read
 */
public record Input(String file, long bytes, int chunks, long events, boolean whole) {}
