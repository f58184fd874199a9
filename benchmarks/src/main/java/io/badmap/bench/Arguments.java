package io.badmap.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A runner's command line: options with a value, which may be given again, and switches. */
final class Arguments {
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> switches = new HashSet<>();

  /**
   * Reads {@code args}.
   *
   * @param valued the options that take a value, with their dashes
   * @param switches the options that take none, with their dashes
   * @throws UsageException if an option is in neither, or lacks its value
   */
  Arguments(String[] args, Set<String> valued, Set<String> switches) {
    for (int i = 0; i < args.length; i++) {
      String option = args[i];
      if (switches.contains(option)) {
        this.switches.add(option);
        continue;
      }
      if (!valued.contains(option)) {
        throw new UsageException("unknown option " + option);
      }
      if (++i == args.length) {
        throw new UsageException(option + " needs a value");
      }
      values.computeIfAbsent(option, key -> new ArrayList<>()).add(args[i]);
    }
  }

  boolean has(String option) {
    return switches.contains(option);
  }

  /** Every value given for the option, in the order given. */
  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  /** The value given last, or null. */
  @Nullable String last(String option) {
    List<String> given = all(option);
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }

  /**
   * A count of at least one.
   *
   * @throws UsageException if what was given is not one
   */
  int count(String option, int otherwise) {
    String given = last(option);
    if (given == null) {
      return otherwise;
    }
    try {
      int count = Integer.parseInt(given);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the numbers that are no count.
    }
    throw new UsageException(option + " needs a number of 1 or more, not " + given);
  }
}
