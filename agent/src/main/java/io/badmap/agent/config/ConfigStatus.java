package io.badmap.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * What became of the config file so far.
 *
 * @param file its name
 * @param applied changes that came into force, the start included
 * @param failed contents that were broken, or could not be read
 * @param rolledBack changes that the validation hook took back
 * @param rulesApplied rules that came into force, one by one
 * @param lastError what the last failure was; {@code null} for none
 */
public record ConfigStatus(
    String file,
    long applied,
    long failed,
    long rolledBack,
    long rulesApplied,
    @Nullable String lastError) {}
