package io.badmap.demo;

/** A placed order; {@code cents} is the price of the whole order. */
public record Order(long id, long user, String sku, int quantity, long cents) {}
