package io.badmap.tools.model;

import java.util.List;

/**
 * The bins of a map beside those that a good hash gives: numbers of keys that follow Poisson's
 * distribution.
 *
 * @param bins how many
 * @param keys in them
 * @param chiSquare of the bins by their number of keys; 0 where there are too few for a test
 * @param degrees of freedom; 0 where there are too few bins for a test
 * @param pValue how often chance alone gives a chi-square as large
 * @param dispersion variance over mean of the numbers of keys: 1 for a good hash, less where the
 *     keys are spread more evenly than by chance, more where they crowd
 * @param longest keys in the fullest bin
 * @param expectedLongest that of a good hash
 * @param treeified bins that became trees
 * @param flagged whether the keys crowd more than chance explains
 * @param observed bins with 0, 1, 2 and so on keys; the last also has those with more
 * @param expected the same of a good hash
 */
public record Bins(
    int bins,
    long keys,
    double chiSquare,
    int degrees,
    double pValue,
    double dispersion,
    int longest,
    int expectedLongest,
    int treeified,
    boolean flagged,
    List<Integer> observed,
    List<Double> expected) {}
