import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads a file with StAEDI as often as it is told to. Arguments: the file, then TYPE=SCHEMA-FILE for each message type.
 * Each line `envelope` or `schema` on standard input is answered by `seconds events errors transactions`.
 */
class StaediBench {
    private static final EDIInputFactory FACTORY = EDIInputFactory.newFactory();

    public static void main(String[] args) throws Exception {
        Logger.getLogger("io.xlate").setLevel(Level.SEVERE);
        byte[] file = Files.readAllBytes(Path.of(args[0]));
        Map<String, Schema> schemas = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] named = args[i].split("=", 2);
            try (InputStream schema = new FileInputStream(named[1])) {
                schemas.put(named[0], SchemaFactory.newFactory().createSchema(schema));
            }
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String mode = in.readLine(); mode != null; mode = in.readLine()) {
            System.out.println(read(file, mode.equals("schema") ? schemas : Map.of()));
        }
    }

    private static String read(byte[] file, Map<String, Schema> schemas) throws Exception {
        long events = 0;
        long errors = 0;
        long transactions = 0;
        boolean named = true;
        long since = System.nanoTime();
        try (EDIStreamReader reader = FACTORY.createEDIStreamReader(new ByteArrayInputStream(file))) {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
                events++;
                if (event.isError()) {
                    if (errors++ == 0) {
                        System.err.println(event + " " + reader.getErrorType() + " at " + reader.getLocation());
                    }
                } else if (event == EDIStreamEvent.START_TRANSACTION) {
                    transactions++;
                    named = schemas.isEmpty();
                } else if (!named && event == EDIStreamEvent.ELEMENT_DATA) {
                    Schema schema = schemas.get(reader.getText());
                    if (schema != null) {
                        reader.setTransactionSchema(schema);
                        named = true;
                    }
                }
            }
        }
        return (System.nanoTime() - since) / 1e9 + " " + events + " " + errors + " " + transactions;
    }
}
