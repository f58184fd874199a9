package io.badmap.agent.report;

import io.badmap.Access;
import org.jspecify.annotations.Nullable;

/** How each method of the watched classes uses a map. Thread-safe; calls no user code. */
@FunctionalInterface
public interface OperationTable {
  /**
   * The access of a method, {@link Access#WRITE} for conditional writes too.
   *
   * @param className as in {@link StackTraceElement#getClassName()}
   * @param method the name alone
   * @return {@code null} where the method is not in the table
   */
  @Nullable Access access(String className, String method);
}
