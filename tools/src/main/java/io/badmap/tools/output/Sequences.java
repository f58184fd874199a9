package io.badmap.tools.output;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Operations;
import io.badmap.tools.model.Report;
import java.io.PrintWriter;

/**
 * The operations of the window of each misuse up to the misuse itself: one JSON object a line,
 * thread by thread, those of a thread by time.
 */
public final class Sequences {
  private static final String[] KINDS = {"assign", "access", "delete", "iterate"};
  private static final String[] EFFECTS = {"none", "value", "structural"};

  private final Gson gson = new Gson();
  private final PrintWriter out;

  private Sequences(PrintWriter out) {
    this.out = out;
  }

  /** Prints those of all misuses. */
  public static void print(Report report, PrintWriter out) {
    Sequences sequences = new Sequences(out);
    report.misuses().forEach(sequences::misuse);
  }

  private void misuse(Misuse misuse) {
    for (int lane = 0; lane < misuse.window().lanes().size(); lane++) thread(misuse, lane);
  }

  private void thread(Misuse misuse, int lane) {
    Operations operations = misuse.window().operations();
    for (int i = 0; i < operations.count(); i++) {
      if (operations.lane()[i] != lane || operations.at()[i] > misuse.at()) continue;
      out.println(gson.toJson(line(misuse, operations, i)));
    }
  }

  private static JsonObject line(Misuse misuse, Operations operations, int i) {
    JsonObject line = new JsonObject();
    line.addProperty("misuse", misuse.number());
    line.addProperty("jvm", misuse.map().jvm());
    line.addProperty("map", misuse.map().id());
    line.addProperty("mapName", misuse.map().name());
    line.addProperty("thread", misuse.window().lanes().get(operations.lane()[i]));
    line.addProperty("beforeNanos", misuse.at() - operations.at()[i]);
    line.addProperty("nanos", operations.nanos()[i]);
    line.addProperty("kind", KINDS[operations.kind()[i]]);
    line.addProperty("operation", misuse.window().names().get(operations.name()[i]));
    line.addProperty("effect", EFFECTS[operations.effect()[i]]);
    line.addProperty("site", misuse.window().names().get(operations.site()[i]));
    line.addProperty("size", operations.size()[i]);
    line.addProperty("bucket", operations.bucket()[i]);
    line.addProperty("hash", operations.hash()[i]);
    return line;
  }
}
