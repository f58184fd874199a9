package io.badmap.tools.model;

/**
 * A hash code that several keys of a map have.
 *
 * @param hash as the map uses it, in hexadecimal
 * @param keys how many were in the map at once
 * @param keyClass of one of them; empty where not known
 * @param key what it says of itself, only where that was asked for and is known; else empty
 */
public record Collision(String hash, int keys, String keyClass, String key) {}
