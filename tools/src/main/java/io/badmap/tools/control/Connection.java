package io.badmap.tools.control;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Arrays;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The bean of the agent in another JVM. Not for several threads. */
final class Connection implements AutoCloseable {
  private static final String BEAN = "io.badmap:type=Agent";

  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final ObjectName bean;

  private Connection(JMXConnector connector, MBeanServerConnection server, ObjectName bean) {
    this.connector = connector;
    this.server = server;
    this.bean = bean;
  }

  /**
   * Reaches the agent of {@code target}, which shows its bean when it is first asked to.
   *
   * @throws Refusal where the JVM has none, or cannot be reached
   */
  static Connection to(Target target) throws Refusal {
    VirtualMachine machine = target.attach();
    try {
      Connection connection = connect(target, machine);
      if (!connection.isThere()) {
        target.load(machine, "control=jmx");
        if (!connection.isThere()) {
          connection.close();
          throw new Refusal(
              "process " + target.pid() + " has no agent",
              "java -jar badmap.jar attach " + target.pid());
        }
      }
      return connection;
    } finally {
      quietly(machine);
    }
  }

  // The address is the one that the JVM has given over attach, to its own user.
  @SuppressWarnings("BanJNDI")
  private static Connection connect(Target target, VirtualMachine machine) throws Refusal {
    try {
      JMXServiceURL local = new JMXServiceURL(machine.startLocalManagementAgent());
      JMXConnector connector = JMXConnectorFactory.connect(local);
      return new Connection(connector, connector.getMBeanServerConnection(), new ObjectName(BEAN));
    } catch (IOException | MalformedObjectNameException e) {
      throw new Refusal(
          "process " + target.pid() + " does not open its JMX to this user: " + e.getMessage(),
          "does it have the modules java.management and jdk.management.agent?");
    }
  }

  private boolean isThere() throws Refusal {
    try {
      return server.isRegistered(bean);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /**
   * Calls an operation of the bean whose arguments are all strings.
   *
   * @throws Refusal with what the agent said, or that it has gone
   */
  String ask(String operation, String... arguments) throws Refusal {
    String[] types = new String[arguments.length];
    Arrays.fill(types, String.class.getName());
    try {
      return String.valueOf(server.invoke(bean, operation, arguments, types));
    } catch (InstanceNotFoundException e) {
      throw new Refusal("the agent has left", "attach it again");
    } catch (RuntimeMBeanException e) {
      throw new Refusal(String.valueOf(e.getTargetException().getMessage()), "nothing is changed");
    } catch (JMException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Refusal("the agent failed: " + cause.getMessage(), "see its stderr");
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static Refusal lost(IOException e) {
    return new Refusal("the connection is lost: " + e.getMessage(), "is the process still there?");
  }

  private static void quietly(VirtualMachine machine) {
    try {
      machine.detach();
    } catch (IOException e) {
      // It has closed the socket itself.
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // The other side has gone first.
    }
  }
}
