package io.badmap.agent.bytecode;

import org.jspecify.annotations.Nullable;

/**
 * A handler of exceptions.
 *
 * @param start the first instruction it covers
 * @param end the first that it does not
 * @param handler where it begins
 * @param type the internal name of what it catches, {@code null} for all
 */
public record TryCatchBlockNode(
    LabelNode start, LabelNode end, LabelNode handler, @Nullable String type) {}
