package io.badmap.bench.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/**
 * Several connections, a thread each, on one database in memory. Each works on accounts of its own
 * in tables of all, so that the end is the same whoever is faster.
 */
public final class H2Program {
  private static final String URL = "jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1";
  private static final int ACCOUNTS = 500;

  private H2Program() {}

  /**
   * Moves money about.
   *
   * @param args {@code full} or {@code quick}
   */
  public static void main(String[] args) throws Exception {
    int transfers = Outcome.isQuick(args) ? 500 : 15_000;
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table account(id int primary key, owner varchar(40), balance bigint)");
      statement.execute(
          "create table transfer(source int, target int, amount bigint, note varchar(60))");
      statement.execute("create index by_source on transfer(source)");
      long work = Crew.run(member -> work(member, transfers));
      try (ResultSet all =
          statement.executeQuery(
              "select sum(id * balance), count(*), (select sum(amount) from transfer) from account")) {
        all.next();
        Outcome.print(
            String.format("%d connections, %,d transfers each", Crew.SIZE, transfers),
            31 * (31 * (31 * work + all.getLong(1)) + all.getLong(2)) + all.getLong(3));
      }
    }
  }

  private static long work(int member, int transfers) throws SQLException {
    SplittableRandom random = new SplittableRandom(member);
    int first = member * ACCOUNTS;
    try (Connection connection = DriverManager.getConnection(URL)) {
      connection.setAutoCommit(false);
      open(connection, first);
      long seen = 0;
      for (int i = 0; i < transfers; i++) {
        int source = first + random.nextInt(ACCOUNTS);
        int target = first + random.nextInt(ACCOUNTS);
        transfer(connection, source, target, random.nextInt(1, 100));
        seen = 31 * seen + history(connection, source);
        connection.commit();
      }
      return seen;
    }
  }

  private static void open(Connection connection, int first) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into account values(?, ?, 1000)")) {
      for (int id = first; id < first + ACCOUNTS; id++) {
        insert.setInt(1, id);
        insert.setString(2, "owner-" + id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  private static void transfer(Connection connection, int source, int target, int amount)
      throws SQLException {
    try (PreparedStatement change =
            connection.prepareStatement("update account set balance = balance + ? where id = ?");
        PreparedStatement insert =
            connection.prepareStatement("insert into transfer values(?, ?, ?, ?)")) {
      change.setLong(1, -amount);
      change.setInt(2, source);
      change.executeUpdate();
      change.setLong(1, amount);
      change.setInt(2, target);
      change.executeUpdate();
      insert.setInt(1, source);
      insert.setInt(2, target);
      insert.setLong(3, amount);
      insert.setString(4, "from " + source + " to " + target);
      insert.executeUpdate();
    }
  }

  private static long history(Connection connection, int source) throws SQLException {
    // Not a prepared statement: the text differs each time, so that H2 parses and plans it anew.
    String query =
        "select a.owner, count(*), sum(t.amount) from transfer t join account a on a.id = t.target"
            + (" where t.source = " + source)
            + " group by a.owner order by a.owner limit 3";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      long seen = 0;
      while (rows.next()) {
        seen = 31 * seen + rows.getString(1).hashCode() + rows.getLong(2) * rows.getLong(3);
      }
      return seen;
    }
  }
}
