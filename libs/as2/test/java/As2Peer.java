import com.helger.as2lib.cert.CertificateFactory;
import com.helger.as2lib.client.AS2Client;
import com.helger.as2lib.client.AS2ClientRequest;
import com.helger.as2lib.client.AS2ClientResponse;
import com.helger.as2lib.client.AS2ClientSettings;
import com.helger.as2lib.crypto.ECompressionType;
import com.helger.as2lib.crypto.ECryptoAlgorithmCrypt;
import com.helger.as2lib.crypto.ECryptoAlgorithmSign;
import com.helger.as2lib.crypto.IMICMatchingHandler;
import com.helger.as2lib.disposition.DispositionOptions;
import com.helger.as2lib.message.IMessage;
import com.helger.as2lib.partner.SelfFillingPartnershipFactory;
import com.helger.as2lib.processor.DefaultMessageProcessor;
import com.helger.as2lib.processor.module.AbstractProcessorModule;
import com.helger.as2lib.processor.receiver.AS2ReceiverModule;
import com.helger.as2lib.processor.receiver.AbstractActiveNetModule;
import com.helger.as2lib.processor.sender.AsynchMDNSenderModule;
import com.helger.as2lib.processor.storage.IProcessorStorageModule;
import com.helger.as2lib.session.AS2Session;
import com.helger.commons.collection.attr.StringMap;
import com.helger.mail.cte.EContentTransferEncoding;
import com.helger.security.keystore.EKeyStoreType;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

/**
 * The other side of an AS2 exchange: phax as2-lib with one key, one partner, and a port on the loopback.
 *
 * <p>Arguments: a folder with own.cer, own.key (DER) and partner.cer; our name; the partner's name. Prints {@code
 * LISTENING port}, then for each line {@code send url crypt sign compress ENCODING asyncUrl file} on its input (a dash
 * for none) one line {@code SENT disposition mic}; {@code STORED file} for each message that came. Ends with its input.
 */
public final class As2Peer {
  private static final String PASSWORD = "peer";
  private static String mic = "-";

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    byte[] store = keyStore(folder, args[1], args[2]);
    System.out.println("LISTENING " + listen(store, folder));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine())
      System.out.println("SENT " + send(store, args[1], args[2], folder, line.split(" ")));
    System.exit(0);
  }

  private static byte[] keyStore(Path folder, String own, String partner) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("own.key")));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(spec);
    Certificate[] chain = {certificate(folder.resolve("own.cer"))};
    store.setKeyEntry(own, key, PASSWORD.toCharArray(), chain);
    store.setCertificateEntry(partner, certificate(folder.resolve("partner.cer")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, PASSWORD.toCharArray());
    return bytes.toByteArray();
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate)
          java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static int listen(byte[] store, Path folder) throws Exception {
    AS2Session session = new AS2Session();
    session.setCryptoVerifyUseCertificateInBodyPart(false);
    CertificateFactory certificates = new CertificateFactory();
    StringMap type = new StringMap();
    type.putIn(CertificateFactory.ATTR_TYPE, EKeyStoreType.PKCS12.getID());
    certificates.initDynamicComponent(session, type);
    certificates.setPassword(PASSWORD);
    certificates.setSaveChangesToFile(false);
    certificates.load(new ByteArrayInputStream(store), PASSWORD.toCharArray());
    session.setCertificateFactory(certificates);
    SelfFillingPartnershipFactory partnerships = new SelfFillingPartnershipFactory();
    partnerships.initDynamicComponent(session, null);
    session.setPartnershipFactory(partnerships);
    DefaultMessageProcessor processor = new DefaultMessageProcessor();
    processor.initDynamicComponent(session, null);
    session.setMessageProcessor(processor);
    processor.addModule(new Storage(folder));
    AsynchMDNSenderModule later = new AsynchMDNSenderModule();
    later.initDynamicComponent(session, new StringMap());
    processor.addModule(later);
    AS2ReceiverModule receiver = new AS2ReceiverModule();
    StringMap where = new StringMap();
    int port = freePort();
    where.putIn(AbstractActiveNetModule.ATTR_ADDRESS, "127.0.0.1");
    where.putIn(AbstractActiveNetModule.ATTR_PORT, port);
    receiver.initDynamicComponent(session, where);
    processor.addModule(receiver);
    processor.startActiveModules();
    return port;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String send(byte[] store, String own, String partner, Path folder, String[] words) throws Exception {
    String sign = words[3];
    AS2ClientSettings settings = new AS2ClientSettings();
    settings.setKeyStore(EKeyStoreType.PKCS12, store, PASSWORD);
    settings.setSenderData(own, "peer@as2.example", own);
    settings.setReceiverData(partner, partner, words[1]);
    settings.setPartnershipName(own + "-" + partner);
    settings.setEncryptAndSign(
        words[2].equals("-") ? null : ECryptoAlgorithmCrypt.getFromIDOrNull(words[2]),
        sign.equals("-") ? null : ECryptoAlgorithmSign.getFromIDOrNull(sign));
    if (!words[4].equals("-")) settings.setCompress(ECompressionType.ZLIB, words[4].equals("before"));
    settings.setMDNOptions(
        new DispositionOptions()
            .setMICAlg(sign.equals("-") ? "sha-256" : sign)
            .setMICAlgImportance(DispositionOptions.IMPORTANCE_REQUIRED)
            .setProtocol(DispositionOptions.PROTOCOL_PKCS7_SIGNATURE)
            .setProtocolImportance(DispositionOptions.IMPORTANCE_REQUIRED));
    if (!words[6].equals("-")) settings.setAsyncMDNUrl(words[6]);
    settings.setMICMatchingHandler(new Matching());
    settings.setRetryCount(0);
    AS2ClientRequest request = new AS2ClientRequest("Order from the peer");
    request.setData(Files.readAllBytes(folder.resolve(words[7])));
    request.setContentType("application/edi-x12");
    request.setContentTransferEncoding(EContentTransferEncoding.valueOf(words[5]));
    request.setFilename("peer.x12");
    mic = "-";
    AS2ClientResponse response = new AS2Client().sendSynchronous(settings, request);
    if (response.hasException()) {
      response.getException().printStackTrace();
      return "exception " + String.valueOf(response.getException().getMessage()).replaceAll("\\s+", " ");
    }
    String disposition = response.hasMDN() ? response.getMDNDisposition().replaceAll("\\s+", "_") : "-";
    return disposition + " " + mic;
  }

  private static final class Matching implements IMICMatchingHandler {
    @Override
    public void onMICMatch(IMessage message, String value) {
      mic = "match";
    }

    @Override
    public void onMICMismatch(IMessage message, String original, String received) {
      mic = "mismatch";
    }
  }

  private static final class Storage extends AbstractProcessorModule {
    private final Path folder;
    private int count;

    Storage(Path folder) {
      this.folder = folder;
    }

    @Override
    public boolean canHandle(String action, IMessage message, Map<String, Object> options) {
      return action.equals(IProcessorStorageModule.DO_STORE);
    }

    @Override
    public synchronized void handle(String action, IMessage message, Map<String, Object> options) {
      String name = "stored-" + ++count;
      try (InputStream in = message.getData().getInputStream()) {
        Files.copy(in, folder.resolve(name));
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
      System.out.println("STORED " + name);
    }
  }
}
