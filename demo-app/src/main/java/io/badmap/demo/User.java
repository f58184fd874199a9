package io.badmap.demo;

/** A registered customer. */
public record User(long id, String name) {}
