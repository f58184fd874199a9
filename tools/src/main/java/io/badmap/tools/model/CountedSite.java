package io.badmap.tools.model;

/**
 * A place that makes maps, by the creations of watched maps.
 *
 * @param site the caller
 * @param maps how many
 */
public record CountedSite(String site, long maps) {}
