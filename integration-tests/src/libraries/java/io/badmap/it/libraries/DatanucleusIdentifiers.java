package io.badmap.it.libraries;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.datanucleus.ClassLoaderResolverImpl;
import org.datanucleus.store.rdbms.adapter.DatastoreAdapter;
import org.datanucleus.store.rdbms.identifier.DN2IdentifierFactory;
import org.datanucleus.store.rdbms.identifier.IdentifierFactory;

/**
 * Threads ask the identifier factory of one store for the names of tables, as each query does: one
 * for tables that are new to it, the other for tables it knows. The names lie in a {@code
 * WeakHashMap}.
 */
public final class DatanucleusIdentifiers {
  private static final int KNOWN = 16;
  private static final int NEW_TABLES = 2_000;
  private static final int LOOK_UPS = 100_000;
  private static final int LONGEST_NAME = 30;

  private DatanucleusIdentifiers() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    String[] known = new String[KNOWN];
    for (int i = 0; i < KNOWN; i++) {
      known[i] = "KNOWN" + i;
    }
    Race.run(args, 2, round -> ask(known));
  }

  private static Race.Contest ask(String[] known) {
    IdentifierFactory names =
        new DN2IdentifierFactory(database(), new ClassLoaderResolverImpl(), Map.of());
    return thread -> {
      int questions = thread == 0 ? NEW_TABLES : LOOK_UPS;
      for (int i = 0; i < questions; i++) {
        names.newTableIdentifier(thread == 0 ? "NEW" + i : known[i % KNOWN]);
      }
      return questions;
    };
  }

  /** As much of a database as the factory asks about. */
  private static DatastoreAdapter database() {
    return (DatastoreAdapter)
        Proxy.newProxyInstance(
            DatastoreAdapter.class.getClassLoader(),
            new Class<?>[] {DatastoreAdapter.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getIdentifierQuoteString" -> "\"";
                  case "supportsOption" -> true;
                  case "getDatastoreIdentifierMaxLength" -> LONGEST_NAME;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }
}
