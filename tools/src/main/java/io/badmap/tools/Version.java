package io.badmap.tools;

import io.badmap.Badmap;
import picocli.CommandLine.IVersionProvider;

/** The version of badmap.jar, as its manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Badmap.class.getPackage().getImplementationVersion();
    return new String[] {"badmap " + (version == null ? "of an unknown version" : version)};
  }
}
