package io.badmap.it.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Arrays;

/**
 * Threads get schemas from one factory, each the first to name its dialect. The factory keeps
 * dialects in a {@code HashMap} and fills it with {@code computeIfAbsent}.
 */
public final class NetworkntMetaSchemas {
  private static final String[][] DIALECTS = {
    {"http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#"},
    {
      "https://json-schema.org/draft/2019-09/schema", "https://json-schema.org/draft/2020-12/schema"
    },
  };

  private static final int FACTORIES = 20;

  private NetworkntMetaSchemas() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws Exception {
    JsonNode[][] schemas = new JsonNode[DIALECTS.length][DIALECTS[0].length];
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < schemas.length; i++) {
      for (int j = 0; j < schemas[i].length; j++) {
        schemas[i][j] = mapper.readTree("{\"$schema\": \"" + DIALECTS[i][j] + "\"}");
      }
    }
    Race.run(args, schemas.length, round -> load(schemas));
  }

  private static Race.Contest load(JsonNode[][] schemas) {
    JsonSchemaFactory[] factories = new JsonSchemaFactory[FACTORIES];
    Arrays.setAll(factories, i -> JsonSchemaFactory.getInstance(VersionFlag.V7));
    return thread -> {
      for (JsonSchemaFactory factory : factories) {
        for (JsonNode schema : schemas[thread]) {
          factory.getSchema(schema);
        }
      }
      return FACTORIES * schemas[thread].length;
    };
  }
}
