package io.badmap.tools.output;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.badmap.tools.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report itself, as one JSON object with the names of the records' components. */
public final class JsonReport {
  /** Escapes what could end a script element, so that the text may stand in a page. */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private JsonReport() {}

  /** Writes the file. */
  public static void write(Report report, Path file) throws IOException {
    Files.writeString(file, text(report) + "\n");
  }

  /** The object on one line. */
  public static String text(Report report) {
    return GSON.toJson(report);
  }
}
