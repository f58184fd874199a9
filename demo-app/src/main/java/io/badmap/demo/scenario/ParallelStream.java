package io.badmap.demo.scenario;

import io.badmap.demo.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A parallel stream is several threads.
 *
 * <p>The lesson: {@code parallelStream().forEach} calls its lambda from the common pool and from
 * the caller at once. The map is a local variable and looks confined; the lambda carries it out.
 *
 * <p>The mistake: the catalogue import puts each parsed line into a HashMap from the lambda.
 *
 * <p>The fix: let the stream build the map, {@code lines.parallelStream().map(Sku::parse)
 * .collect(Collectors.toMap(Sku::code, sku -> sku))}, or do not go parallel.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar parallel-stream
 * </pre>
 *
 * <p>Expect {@code concurrent map writes}, both sides in a lambda of {@code
 * ParallelStream.importCatalogue}, their threads of the common pool, or one of them worker-1. One
 * operation is the import of one catalogue.
 */
public final class ParallelStream implements Scenario {
  private static final int LINES = 20_000;

  private final List<String> lines =
      IntStream.range(0, LINES).mapToObj(i -> "SKU-" + i + ";" + (100 + i)).toList();
  private volatile int imported;

  @Override
  public String name() {
    return "parallel-stream";
  }

  @Override
  public String description() {
    return "a parallel stream puts a parsed catalogue into a HashMap from forEach";
  }

  @Override
  public List<Step> workers() {
    return List.of(turn -> imported = importCatalogue(lines).size());
  }

  private static Map<String, Sku> importCatalogue(List<String> lines) {
    Map<String, Sku> bySku = new HashMap<>();
    lines.parallelStream()
        .forEach(
            line -> {
              Sku sku = Sku.parse(line);
              bySku.put(sku.code(), sku);
            });
    return bySku;
  }

  /** How many SKUs the last import kept; fewer than lines where entries were lost. */
  int imported() {
    return imported;
  }
}
