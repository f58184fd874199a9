package io.badmap.tools.control;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A running JVM, found by its process id or by a part of its name.
 *
 * @param pid its process id
 * @param jar the agent's jar, as the JVM will find it
 */
record Target(long pid, Path jar) {
  private static final Path PROC = Path.of("/proc");

  /**
   * Finds a JVM.
   *
   * @param wanted a process id, or a part of what {@code jps -l} shows
   * @throws Refusal where there is none, or several
   */
  static Target of(String wanted) throws Refusal {
    Path jar = ownJar();
    if (wanted.chars().allMatch(Character::isDigit) && wanted.length() < 19) {
      return new Target(Long.parseLong(wanted), jar);
    }
    List<VirtualMachineDescriptor> found = new ArrayList<>();
    for (VirtualMachineDescriptor each : VirtualMachine.list()) {
      boolean self = each.id().equals(Long.toString(ProcessHandle.current().pid()));
      if (!self && each.displayName().contains(wanted)) {
        found.add(each);
      }
    }
    if (found.isEmpty()) {
      throw new Refusal(
          "no JVM of this user has '" + wanted + "' in its name",
          "jps -l lists them; JVMs of other users are seen by those users only");
    }
    if (found.size() > 1) {
      throw new Refusal(
          found.size() + " JVMs have '" + wanted + "' in their names",
          "give one of the ids "
              + found.stream().map(VirtualMachineDescriptor::id).collect(Collectors.joining(", ")));
    }
    return new Target(Long.parseLong(found.get(0).id()), jar);
  }

  private static Path ownJar() throws Refusal {
    String first = System.getProperty("java.class.path");
    Path jar = Path.of(first).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new Refusal("this program was not started from its jar", "java -jar badmap.jar ...");
    }
    return jar;
  }

  /**
   * Attaches to it; the caller detaches.
   *
   * @throws Refusal with the cause and the cure
   */
  VirtualMachine attach() throws Refusal {
    checkBefore();
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException | IOException e) {
      throw new Refusal(
          "process " + pid + " does not answer to attach: " + e.getMessage(),
          "is it stopped, or is its " + temporary() + " another one than it began with?");
    }
  }

  /**
   * Loads the agent.
   *
   * @throws Refusal with the cause and the cure
   */
  void load(VirtualMachine machine, String options) throws Refusal {
    if (isElsewhere() && !Files.exists(root().resolve(jar.toString().substring(1)))) {
      throw new Refusal(
          "process " + pid + " is in a container, where there is no " + jar,
          "copy the jar to that place in the container, or run this command inside");
    }
    try {
      machine.loadAgent(jar.toString(), options);
    } catch (AgentLoadException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("Dynamic agent loading")) {
        throw new Refusal(
            "process " + pid + " was started with -XX:-EnableDynamicAgentLoading",
            "start it with -javaagent:" + jar);
      }
      throw new Refusal("process " + pid + " cannot load " + jar + ": " + why, "can it read it?");
    } catch (AgentInitializationException | IOException e) {
      throw new Refusal(
          "process " + pid + " did not take the agent: " + e.getMessage(), "see its stderr");
    }
  }

  /** Attach sends a signal that ends what is no JVM, so the process is looked at first. */
  private void checkBefore() throws Refusal {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      throw new Refusal("there is no process " + pid, "jps -l lists the JVMs of this user");
    }
    if (pid == ProcessHandle.current().pid()) {
      throw new Refusal("process " + pid + " is this command", "jps -l lists the JVMs");
    }
    String own = ProcessHandle.current().info().user().orElse("");
    String user = process.get().info().user().orElse(own);
    if (!user.equals(own)) {
      throw new Refusal(
          "process " + pid + " is of user " + user + ", this command of " + own,
          "sudo -u " + user + " java -jar " + jar + " ...");
    }
    if (!Files.isDirectory(PROC)) {
      return;
    }
    Path maps = PROC.resolve(Long.toString(pid)).resolve("maps");
    if (Files.isReadable(maps) && !contains(maps, "libjvm")) {
      throw new Refusal("process " + pid + " is no JVM", "jps -l lists the JVMs of this user");
    }
    if (contains(PROC.resolve(Long.toString(pid)).resolve("cmdline"), "+DisableAttachMechanism")) {
      throw new Refusal(
          "process " + pid + " was started with -XX:+DisableAttachMechanism",
          "start it without, or with -javaagent:" + jar);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      // Not UTF-8 where the process has such a path or argument.
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private static String temporary() {
    return System.getProperty("java.io.tmpdir");
  }

  private Path root() {
    return PROC.resolve(Long.toString(pid)).resolve("root");
  }

  /** Whether it sees another tree of files. */
  private boolean isElsewhere() {
    Path own = PROC.resolve("self/ns/mnt");
    Path its = PROC.resolve(Long.toString(pid)).resolve("ns/mnt");
    try {
      return !Objects.equals(Files.readSymbolicLink(own), Files.readSymbolicLink(its));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
