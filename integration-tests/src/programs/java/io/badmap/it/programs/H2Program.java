package io.badmap.it.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database in memory, a connection for each thread, tables of all. */
public final class H2Program {
  private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
  private static final int ORDERS = 1_000;

  private H2Program() {}

  /** Files orders and sums them up. */
  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders(id int primary key, customer int, sku varchar(20))");
      statement.execute("create index by_customer on orders(customer)");
      Crew.run(H2Program::file);
      try (ResultSet all =
          statement.executeQuery(
              "select customer, count(*), max(sku) from orders group by customer order by customer")) {
        while (all.next()) {
          System.out.println(all.getInt(1) + " " + all.getInt(2) + " " + all.getString(3));
        }
      }
    }
  }

  private static String file(int member) throws SQLException {
    StringBuilder seen = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement insert =
            connection.prepareStatement("insert into orders values(?, ?, ?)");
        PreparedStatement count =
            connection.prepareStatement("select count(*) from orders where customer = ?")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ORDERS; i++) {
        insert.setInt(1, member * ORDERS + i);
        insert.setInt(2, member);
        insert.setString(3, "sku-" + i % 100);
        insert.executeUpdate();
        if (i % 10 == 0) {
          connection.commit();
          count.setInt(1, member);
          try (ResultSet result = count.executeQuery()) {
            result.next();
            seen.append(result.getInt(1)).append(' ');
          }
        }
      }
      connection.commit();
    }
    return seen.toString();
  }
}
