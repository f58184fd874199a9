package io.badmap.agent.options;

import java.util.List;
import java.util.Map;

/**
 * What parsing gave. With errors, {@code options} holds what could be understood, so that {@code
 * strict} counts even where another key is wrong.
 *
 * @param options the options understood, defaults for the rest
 * @param errors everything that could not be understood, in the order of reading
 * @param help whether the table was asked for
 * @param texts by key, what was set
 */
public record ParsedOptions(
    Options options, List<OptionError> errors, boolean help, Map<String, String> texts) {}
