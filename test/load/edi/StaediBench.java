import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads files with StAEDI as often as it is told to. Arguments: TYPE=SCHEMA-FILE for each message type. Each line
 * `envelope FILE` or `schema FILE` on standard input is answered by `seconds transactions errors`,
 * seconds of the processor.
 */
class StaediBench {
    private static final EDIInputFactory FACTORY = EDIInputFactory.newFactory();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] args) throws Exception {
        Logger.getLogger("io.xlate").setLevel(Level.SEVERE);
        Map<String, byte[]> files = new HashMap<>();
        Map<String, Schema> schemas = new HashMap<>();
        for (String arg : args) {
            String[] named = arg.split("=", 2);
            try (InputStream schema = new FileInputStream(named[1])) {
                schemas.put(named[0], SchemaFactory.newFactory().createSchema(schema));
            }
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] job = line.split(" ", 2);
            if (!files.containsKey(job[1])) {
                files.put(job[1], Files.readAllBytes(Path.of(job[1])));
            }
            System.out.println(read(files.get(job[1]), job[0].equals("schema") ? schemas : Map.of()));
        }
    }

    private static String read(byte[] file, Map<String, Schema> schemas) throws Exception {
        long errors = 0;
        long transactions = 0;
        boolean named = true;
        long before = PROCESS.getProcessCpuTime();
        try (EDIStreamReader reader = FACTORY.createEDIStreamReader(new ByteArrayInputStream(file))) {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
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
        return (PROCESS.getProcessCpuTime() - before) / 1e9 + " " + transactions + " " + errors;
    }
}
