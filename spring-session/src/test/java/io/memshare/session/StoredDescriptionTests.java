package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredDescriptionTests {

    private static Map<String, String> stored(byte[] bytes) {
        return StoredDescription.in(LwwMap.EMPTY.with(
                Map.of(HiddenAttributes.DESCRIPTION, new LwwMap.Entry(HybridTimestamp.of(1, 0), bytes))));
    }

    private static Map<String, String> stored(Map<String, String> description) {
        return stored(StoredDescription.bytes(description));
    }

    @Test
    void textsComeBack() {
        Map<String, String> description = Map.of("device", "Téléphone \uD83D\uDCF1", "address", "2001:db8::1");
        assertThat(stored(description)).isEqualTo(description);
        assertThat(stored(Map.of())).isEmpty();
        assertThat(StoredDescription.in(LwwMap.EMPTY)).isEmpty();
    }

    @Test
    void longTextsAreCut() {
        String long201 = "\uD83D\uDCF1".repeat(201);
        assertThat(stored(Map.of(long201, long201)))
                .isEqualTo(Map.of("\uD83D\uDCF1".repeat(200), "\uD83D\uDCF1".repeat(200)));
    }

    @Test
    void theFirstEightEntriesAreStored() {
        Map<String, String> description = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            description.put("name " + i, "text");
        }
        assertThat(stored(description).keySet()).hasSize(8).contains("name 0", "name 7");
    }

    @Test
    void controlCharactersAndHalvesOfCharactersBecomeSpaces() {
        assertThat(stored(Map.of("device", "a\r\nb\u0000c\uD83D"))).isEqualTo(Map.of("device", "a  b c "));
    }

    @Test
    void whatALaterVersionStoredIsNoDescription() {
        assertThat(stored(new byte[] {2, 1, 1})).isEmpty();
        assertThat(stored(new byte[] {1, 5})).isEmpty();
        assertThat(stored(new byte[0])).isEmpty();
    }
}
