package io.badmap.bench.program;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Several threads read and write JSON with one mapper, as typed objects, maps and trees. */
public final class JacksonProgram {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> UNTYPED = new TypeReference<>() {};

  private JacksonProgram() {}

  /** A line of an order. */
  public record Line(String sku, int quantity, double price) {}

  /** An order. */
  public record Order(long id, String customer, List<Line> lines, Map<String, String> labels) {}

  /**
   * Reads and writes orders.
   *
   * @param args {@code full} or {@code quick}
   */
  public static void main(String[] args) throws Exception {
    int orders = Outcome.isQuick(args) ? 5_000 : 150_000;
    long checksum = Crew.run(member -> work(member, orders));
    Outcome.print(
        String.format("one mapper, %d threads, %,d orders each", Crew.SIZE, orders), checksum);
  }

  private static long work(int member, int orders) throws IOException {
    SplittableRandom random = new SplittableRandom(member);
    CRC32 crc = new CRC32();
    for (int i = 0; i < orders; i++) {
      byte[] json = MAPPER.writeValueAsBytes(order(i, random));
      Order typed = MAPPER.readValue(json, Order.class);
      crc.update(MAPPER.writeValueAsBytes(typed));
      Map<String, Object> untyped = MAPPER.readValue(json, UNTYPED);
      untyped.put("seen", member);
      crc.update(MAPPER.writeValueAsBytes(untyped));
      JsonNode tree = MAPPER.readTree(json);
      ((ObjectNode) tree).put("total", tree.get("lines").size());
      crc.update(MAPPER.writeValueAsBytes(tree));
    }
    return crc.getValue();
  }

  private static Order order(long id, SplittableRandom random) {
    List<Line> lines = new ArrayList<>();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      lines.add(
          new Line("sku-" + random.nextInt(10_000), random.nextInt(1, 9), random.nextInt(1, 999)));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = random.nextInt(0, 6); i > 0; i--) {
      labels.put("label-" + random.nextInt(40), Integer.toString(random.nextInt(), 36));
    }
    return new Order(id, "customer-" + random.nextInt(1_000_000), lines, labels);
  }
}
