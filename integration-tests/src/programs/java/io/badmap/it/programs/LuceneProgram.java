package io.badmap.it.programs;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/** Threads index with one writer while segments are merged behind it; then they search. */
public final class LuceneProgram {
  private static final int DOCUMENTS = 4_000;
  private static final String[] WORDS = {
    "map", "bucket", "hash", "resize", "collision", "probe", "tree", "entry", "key", "value"
  };

  private LuceneProgram() {}

  /** Indexes and searches in memory. */
  public static void main(String[] args) throws Exception {
    IndexWriterConfig config =
        new IndexWriterConfig(new StandardAnalyzer()).setMaxBufferedDocs(200);
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        Crew.run(member -> index(writer, member));
        writer.forceMerge(2);
      }
      ExecutorService threads = Executors.newFixedThreadPool(Crew.SIZE);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        System.out.println(reader.numDocs() + " documents");
        IndexSearcher searcher = new IndexSearcher(reader, threads);
        Crew.run(member -> search(searcher, member));
      } finally {
        threads.shutdown();
      }
    }
  }

  private static String index(IndexWriter writer, int member) throws IOException {
    for (int i = 0; i < DOCUMENTS; i++) {
      int id = member * DOCUMENTS + i;
      Document document = new Document();
      document.add(new StringField("id", Integer.toString(id), Field.Store.NO));
      document.add(new NumericDocValuesField("order", id));
      document.add(new StoredField("number", id));
      document.add(new TextField("text", text(id), Field.Store.NO));
      writer.updateDocument(new Term("id", Integer.toString(id)), document);
      if (i % 1_000 == 999) {
        writer.commit();
      }
    }
    return DOCUMENTS + " documents";
  }

  private static String text(int id) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(WORDS[(id * 31 + i * i * 7) % WORDS.length]).append(id % (i + 3)).append(' ');
    }
    return text.toString();
  }

  private static String search(IndexSearcher searcher, int member) throws IOException {
    StringBuilder found = new StringBuilder();
    Sort byOrder = new Sort(new SortField("order", SortField.Type.LONG));
    for (String word : WORDS) {
      TermQuery query = new TermQuery(new Term("text", word + member));
      found.append(word).append(' ').append(searcher.count(query));
      for (ScoreDoc hit : searcher.search(query, 20, byOrder).scoreDocs) {
        found.append(' ').append(searcher.storedFields().document(hit.doc).get("number"));
      }
    }
    return found.toString();
  }
}
