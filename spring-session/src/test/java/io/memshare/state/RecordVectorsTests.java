package io.memshare.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwMap.Entry;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the codec and the document to the frozen records. */
class RecordVectorsTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "record-format.md");
    private static final Pattern HEADING = Pattern.compile("### `([a-z-]+)`");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `([0-9a-f ]+)` \\| .+ \\|");

    private static final Map<String, SessionState> STATES = states();
    static final Iterable<String> NAMES = STATES.keySet();

    @ParameterizedTest
    @FieldSource("NAMES")
    void encodesToTheFrozenBytes(String name) {
        assertThat(HexFormat.of().formatHex(new SessionStateCodec().encode(STATES.get(name))))
                .isEqualTo(frozen().get(name));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void decodesTheFrozenBytes(String name) throws MalformedRecordException {
        byte[] record = HexFormat.of().parseHex(frozen().get(name));

        assertThat(new SessionStateCodec().decode(record)).isEqualTo(STATES.get(name));
    }

    @Test
    void everyFrozenRecordIsTested() {
        assertThat(frozen()).containsOnlyKeys(STATES.keySet());
    }

    @Test
    void theDocumentWorksThroughEveryFrozenRecord() throws IOException {
        Map<String, String> worked = new LinkedHashMap<>();
        String name = "";
        for (String line : Files.readAllLines(DOCUMENT, UTF_8)) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                name = heading.group(1);
                worked.put(name, "");
            } else if (row.matches()) {
                assertThat(Integer.parseInt(row.group(1)))
                        .as("offset in %s: %s", name, line)
                        .isEqualTo(worked.get(name).length() / 2);
                worked.merge(name, row.group(2).replace(" ", ""), String::concat);
            }
        }

        assertThat(worked).isEqualTo(frozen());
    }

    private static Map<String, SessionState> states() {
        long start = 1_700_000_000_000L;
        LwwRegister idle = new LwwRegister(HybridTimestamp.of(start, 0), 1440);
        Entry removed = new Entry(HybridTimestamp.of(1, 0), null);
        LwwMap attributes = LwwMap.EMPTY.with(Map.of(
                "visit", new Entry(HybridTimestamp.of(start + 1000, 1), new byte[] {0x33}),
                "cart", new Entry(HybridTimestamp.of(start + 2000, 0), null),
                "note", new Entry(HybridTimestamp.of(start, 3), new byte[0])));
        LwwMap unusual = LwwMap.EMPTY.with(
                Map.of("", removed, "\u00e9", removed, "\ud800", removed, "\ue000", removed, "\ud83d\ude00", removed));
        Map<String, SessionState> states = new LinkedHashMap<>();
        states.put("deleted", Deleted.INSTANCE);
        states.put("moved", Moved.to(null, HybridTimestamp.of(start, 2), Key.of("memshare:s:9T0")));
        states.put("new-session", new Live(start, idle, start, LwwMap.EMPTY));
        states.put("attributes", new Live(start, idle, start + 2000, attributes));
        states.put("unusual-names", new Live(-1, new LwwRegister(HybridTimestamp.ZERO, -1), 0, unusual));
        Origin origin = new Origin(Key.of("memshare:s:oLd"), HybridTimestamp.of(start + 2, 0));
        states.put("linked-session", new Live(start, idle, start, LwwMap.EMPTY, origin));
        Successor first = new Successor(HybridTimestamp.of(start + 2, 0), Key.of("memshare:s:9T0"));
        Successor second = new Successor(HybridTimestamp.of(start + 5, 0), Key.of("memshare:s:4aB"));
        states.put("forked", new Moved(null, List.of(first, second)));
        Origin before = new Origin(Key.of("memshare:s:oLd"), HybridTimestamp.of(start, 0));
        states.put("moved-again", new Moved(before, List.of(first)));
        return states;
    }

    private static Map<String, String> frozen() {
        Map<String, String> vectors = new LinkedHashMap<>();
        try (InputStream file = RecordVectorsTests.class.getResourceAsStream("record-vectors.txt")) {
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" ", 2);
                        vectors.put(parts[0], parts[1]);
                    });
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return vectors;
    }
}
