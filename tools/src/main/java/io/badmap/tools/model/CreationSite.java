package io.badmap.tools.model;

import java.util.List;

/**
 * A place that makes maps, by JFR's allocation samples.
 *
 * @param site the first frame of the application
 * @param share of all bytes of map classes, 0 to 1
 * @param bytes that the samples stand for
 * @param samples how many
 * @param classes which maps
 */
public record CreationSite(
    String site, double share, long bytes, long samples, List<String> classes) {}
