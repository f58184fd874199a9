package io.badmap.tools.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two parties of a misuse. Texts are empty where not known.
 *
 * @param operation the map method
 * @param access {@code read}, {@code iteration}, {@code clone} or {@code write}
 * @param effect {@code none}, {@code value}, {@code structural}, {@code stopped} or {@code
 *     unfinished}
 * @param sighting how its stack was got
 * @param thread its name
 * @param threadId -1 where not known
 * @param site the caller
 * @param stack from the map method outwards
 * @param locks that it held, each {@code class@identity}; null where they could not be told
 */
public record Side(
    String operation,
    String access,
    String effect,
    String sighting,
    String thread,
    long threadId,
    String site,
    List<String> stack,
    @Nullable List<String> locks) {
  /** Whether anything is known of it. */
  public boolean known() {
    return !operation.isEmpty() && !sighting.equals("unknown");
  }

  /** Whether it changed the map, or was about to. */
  public boolean writes() {
    return access.equals("write");
  }
}
