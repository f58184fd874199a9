package io.badmap.it.programs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One mapper for all threads, from its first use on. */
public final class JacksonProgram {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ORDERS = 4_000;

  private JacksonProgram() {}

  /** How an order is sent. */
  public enum Shipping {
    POST,
    COURIER,
    PICKUP
  }

  /** An order as it comes over the wire. */
  public record Order(
      int id, List<String> skus, Map<String, Integer> prices, Map<Shipping, Boolean> shipping) {}

  /** Writes and reads orders. */
  public static void main(String[] args) throws Exception {
    Crew.run(JacksonProgram::convert);
  }

  private static String convert(int member) throws IOException {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < ORDERS; i++) {
      String json = MAPPER.writeValueAsString(order(member * ORDERS + i));
      JsonNode tree = MAPPER.readTree(json);
      ((ObjectNode) tree).put("seen", member);
      Order again = MAPPER.readValue(json, Order.class);
      Map<?, ?> untyped = MAPPER.convertValue(again, Map.class);
      if (i % 100 == 0) {
        result.append(tree).append(MAPPER.writeValueAsString(untyped));
      }
    }
    return result.toString();
  }

  private static Order order(int id) {
    List<String> skus = new ArrayList<>();
    Map<String, Integer> prices = id % 2 == 0 ? new LinkedHashMap<>() : new TreeMap<>();
    for (int i = 0; i < id % 7; i++) {
      skus.add("sku-" + (id + i));
      prices.put("sku-" + (id + i), id * i);
    }
    Map<Shipping, Boolean> shipping = new EnumMap<>(Shipping.class);
    shipping.put(Shipping.values()[id % 3], true);
    return new Order(id, skus, prices, shipping);
  }
}
