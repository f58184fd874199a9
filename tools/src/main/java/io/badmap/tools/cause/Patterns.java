package io.badmap.tools.cause;

import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that rest on the frames of the sides and on what they did. */
final class Patterns {
  private static final String WRAPPER = "java.util.Collections$Synchronized";

  private Patterns() {}

  static @Nullable Finding parallelStream(Case misuse) {
    List<String> evidence = new ArrayList<>();
    for (Case.View view : misuse.views()) {
      if (!view.side().known()) continue;
      String task = frame(view.side(), "java.util.concurrent.ForkJoin");
      if (task == null) task = frame(view.side(), "java.util.concurrent.CountedCompleter");
      String stream = frame(view.side(), "java.util.stream.");
      if (stream != null && view.side().writes() && (task != null || !evidence.isEmpty())) {
        evidence.add(
            view.named() + " runs inside " + stream + (task == null ? "" : ", in " + task));
      } else {
        return null;
      }
    }
    return evidence.isEmpty() ? null : Cause.PARALLEL_STREAM.because(evidence);
  }

  static @Nullable Finding readThatWrites(Case misuse) {
    List<String> evidence = new ArrayList<>();
    for (Case.View view : misuse.views()) {
      Side side = view.side();
      String expunges = frame(side, "java.util.WeakHashMap.expungeStaleEntries");
      String moves = frame(side, "java.util.LinkedHashMap.afterNodeAccess");
      if (expunges != null && !isNamedWrite(side)) {
        evidence.add(view.named() + " takes out entries whose keys are gone, in " + expunges);
      } else if (moves != null && !isNamedWrite(side)) {
        evidence.add(view.named() + " moves its entry to the end, in " + moves);
      } else if (side.operation().startsWith("get") && side.writes() && !isNothing(side)) {
        evidence.add(
            view.named()
                + " at "
                + side.site()
                + " is a write ("
                + side.effect()
                + ") of a map of class "
                + misuse.mapClass());
      }
    }
    return evidence.isEmpty() ? null : Cause.READ_THAT_WRITES.because(evidence);
  }

  static @Nullable Finding viewWithoutWrapperLock(Case misuse) {
    for (Case.View view : misuse.views()) {
      Side side = view.side();
      if (!side.access().equals("iteration") || side.locks() == null || holdsWrapper(side))
        continue;
      String through = frame(view.other(), WRAPPER);
      if (frame(side, WRAPPER) != null || through == null && !holdsWrapper(view.other())) continue;
      return Cause.VIEW_WITHOUT_WRAPPER_LOCK.because(
          List.of(
              view.named() + " at " + side.site() + " holds no lock of a wrapper",
              "side "
                  + view.otherNumber()
                  + " goes through the wrapper"
                  + (through == null ? ", whose lock it holds" : ": " + through)));
    }
    return null;
  }

  private static boolean isNamedWrite(Side side) {
    String operation = side.operation();
    return operation.startsWith("put")
        || operation.startsWith("remove")
        || operation.startsWith("compute")
        || operation.startsWith("merge")
        || operation.startsWith("replace")
        || operation.startsWith("clear")
        || operation.startsWith("add");
  }

  private static boolean isNothing(Side side) {
    return side.effect().equals("none") || side.effect().isEmpty();
  }

  private static boolean holdsWrapper(Side side) {
    return side.locks() != null && side.locks().stream().anyMatch(lock -> lock.startsWith(WRAPPER));
  }

  /** The innermost frame whose text begins so, without its module. */
  private static @Nullable String frame(Side side, String prefix) {
    for (String frame : side.stack()) {
      String plain = frame.startsWith("at ") ? frame.substring(3) : frame;
      plain = plain.substring(plain.lastIndexOf('/', Math.max(0, plain.indexOf('('))) + 1);
      if (plain.startsWith(prefix)) return plain;
    }
    return null;
  }
}
