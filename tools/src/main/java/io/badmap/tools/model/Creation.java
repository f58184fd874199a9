package io.badmap.tools.model;

import java.util.List;

/**
 * Where maps are made.
 *
 * @param samples allocation samples of map classes
 * @param bytes that they stand for
 * @param sites by the bytes allocated, the largest first
 * @param counted creations of watched maps, the most first
 */
public record Creation(
    long samples, long bytes, List<CreationSite> sites, List<CountedSite> counted) {}
