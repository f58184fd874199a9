package io.badmap.agent.events;

import io.badmap.agent.weave.Meaning;
import io.badmap.agent.weave.Row;
import io.badmap.agent.weave.Semantics;
import io.badmap.event.Operations;
import java.util.List;
import java.util.Set;

/** Tells the hooks which event each row of the semantics table is. */
final class RowKinds {
  private static final Set<String> DELETING =
      Set.of(
          "remove",
          "removeFirst",
          "removeLast",
          "pollFirst",
          "pollLast",
          "pollFirstEntry",
          "pollLastEntry",
          "clear");

  private RowKinds() {}

  static void describe() {
    List<Row> rows = Semantics.rows();
    String[] names = new String[rows.size()];
    byte[] kinds = new byte[names.length];
    boolean[] writes = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      Row row = rows.get(i);
      // The one method that is not called what its caller calls.
      names[i] = row.method().equals("putMapEntries") ? "putAll" : row.method();
      kinds[i] = kind(row);
      writes[i] = writes(row.meaning());
    }
    Operations.describe(names, kinds, writes);
  }

  private static byte kind(Row row) {
    return switch (row.meaning()) {
      case READ, GLANCE -> Operations.ACCESS;
      case ITERATION, STEP, CLONE -> Operations.ITERATE;
      case WRITE, CONDITIONAL, CLEAR, PUT_ALL, LOCKED -> ofWrite(row.method());
      case EXPUNGE, DELEGATES, UNWATCHED -> Operations.NONE;
    };
  }

  private static byte ofWrite(String method) {
    if (DELETING.contains(method)) {
      return Operations.DELETE;
    }
    // The look-up that reorders an access-ordered map.
    return method.startsWith("get") ? Operations.ACCESS : Operations.ASSIGN;
  }

  private static boolean writes(Meaning meaning) {
    return meaning == Meaning.WRITE || meaning == Meaning.CLEAR || meaning == Meaning.PUT_ALL;
  }
}
