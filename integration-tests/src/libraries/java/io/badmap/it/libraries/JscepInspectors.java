package io.badmap.it.libraries;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.util.List;
import org.jscep.client.inspect.DefaultCertStoreInspectorFactory;

/**
 * Threads that enrol certificates look into what the authority sent them, each into stores of its
 * own. The inspectors of all stores lie in one static {@code WeakHashMap}.
 */
public final class JscepInspectors {
  private static final int STORES = 500;
  private static final int LOOKS = 20_000;

  /** Signed by itself, for every use, valid for a hundred years. */
  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBUTCB+KADAgECAgkAuDwBy9AIXrEwCgYIKoZIzj0EAwIwDTELMAkGA1UEAxMC
      Y2EwIBcNMjYxMTIyMTYzNTAzWhgPMjEyNjEwMjkxNjM1MDNaMA0xCzAJBgNVBAMT
      AmNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ4G73eUBrCcDYO+9lCvKPKxZ
      5fui2KK9hq4FsirHonErjVZ0qF/wbekoSLobCQIQ443tImS5WeJvbZMljz8WVaM/
      MD0wHQYDVR0OBBYEFKBJIGz76ntGm8i37n887Wyx6YBHMAsGA1UdDwQEAwICtDAP
      BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCjjEGL/FLBk/CBpYvx
      e1RQUAufDWTew+BWutvzgODvfAIgW9DkI6/UsBlUo92RWJw3XPqBdPN1ZKRDynBK
      sE87k2w=
      -----END CERTIFICATE-----
      """;

  private JscepInspectors() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws Exception {
    Certificate authority =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(AUTHORITY.getBytes(StandardCharsets.US_ASCII)));
    CertStore known = store(authority);
    DefaultCertStoreInspectorFactory inspectors = new DefaultCertStoreInspectorFactory();
    inspectors.getInstance(known);
    Race.run(
        args,
        2,
        round ->
            thread -> {
              int looks = thread == 0 ? STORES : LOOKS;
              for (int i = 0; i < looks; i++) {
                inspectors.getInstance(thread == 0 ? store(authority) : known);
              }
              return looks;
            });
  }

  private static CertStore store(Certificate certificate) throws GeneralSecurityException {
    return CertStore.getInstance(
        "Collection", new CollectionCertStoreParameters(List.of(certificate)));
  }
}
