package io.badmap.it.libraries;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Threads turn the footers of different files into metadata with one converter, as the one that
 * {@code ParquetFileReader} keeps for all readers of the JVM. The converter caches sets of
 * encodings.
 */
public final class ParquetFooters {
  private ParquetFooters() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    FileMetaData[] footers = {footer(), footer()};
    Race.run(args, footers.length, round -> read(footers));
  }

  private static Race.Contest read(FileMetaData[] footers) {
    ParquetMetadataConverter converter = new ParquetMetadataConverter();
    return thread -> {
      converter.fromParquetMetadata(footers[thread]);
      return 1;
    };
  }

  /** One column, with a different set of encodings in each row group. */
  private static FileMetaData footer() {
    SchemaElement root = new SchemaElement("file");
    root.setNum_children(1);
    SchemaElement column = new SchemaElement("column");
    column.setType(Type.INT64);
    column.setRepetition_type(FieldRepetitionType.REQUIRED);
    List<RowGroup> groups = new ArrayList<>();
    for (int bits = 1; bits < 1 << Encoding.values().length; bits++) {
      ColumnMetaData data =
          new ColumnMetaData(
              Type.INT64, encodings(bits), List.of("column"), CompressionCodec.SNAPPY, 1, 8, 8, 4);
      ColumnChunk chunk = new ColumnChunk(4);
      chunk.setMeta_data(data);
      groups.add(new RowGroup(List.of(chunk), 8, 1));
    }
    return new FileMetaData(1, List.of(root, column), groups.size(), groups);
  }

  private static List<Encoding> encodings(int bits) {
    List<Encoding> encodings = new ArrayList<>();
    for (Encoding encoding : Encoding.values()) {
      if ((bits & 1 << encoding.ordinal()) != 0) {
        encodings.add(encoding);
      }
    }
    return encodings;
  }
}
