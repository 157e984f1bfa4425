package io.memshare.wholeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.wholeness.MarkerPolicy.Reach;
import io.memshare.wholeness.MarkerPolicy.View;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The decision table. A node is written as its marker (W whole, R rebuilding, D done rebuilding, N none), then {@code !} if it
 * has missed a write, {@code -} if it is silent, {@code ?} if it is starting; a decision as the marker to store, or a dot.
 */
class MarkerPolicyTests {

    private static View view(String text) {
        Marker marker = switch (text.charAt(0)) {
            case 'W' -> Marker.WHOLE;
            case 'R' -> Marker.REBUILDING;
            case 'D' -> new Marker.Rebuilding(true);
            case 'N' -> Marker.NONE;
            default -> throw new IllegalArgumentException(text);
        };
        Reach silent = text.contains("-") ? Reach.SILENT : Reach.ANSWERED;
        return new View(text.contains("?") ? Reach.STARTING : silent, marker, text.contains("!"));
    }

    private static String letter(Marker decision) {
        if (decision == null) {
            return ".";
        }
        return decision.equals(Marker.WHOLE) ? "W" : "R";
    }

    @ParameterizedTest
    @CsvSource({
        // new nodes, or all were emptied: founded at once
        "N, W",
        "N N N, W W W",
        // a majority founds, but never before each node had its chance to answer
        "N N N-, W W .",
        "N N- N-, . . .",
        "N N-, . .",
        "N N N?, . . .",
        "N? N? N?, . . .",
        "W W? N, . . R",
        // all is well
        "W W W, . . .",
        "W W W-, . . .",
        // one came back empty
        "N W W, R . .",
        "R W W, . . .",
        "D W W, W . .",
        "N D W, R W .",
        // out of reach and whole when last seen: it may have what the others lack
        "N N W-, R R .",
        "R N W-, . R .",
        "D N W-, W R .",
        "N N W!-, R R .",
        "R R W!-, . . .",
        "R R W-, . . .",
        // a write was missed
        "W! W W, R . .",
        "R! W W, R . .",
        "D! W W, R . .",
        "N! W W, R . .",
        "W!- W W, . . .",
        // no node is whole any more: one that has missed only some records may have what an emptied one lacks
        "W! W! W!, R R R",
        "W! N, R R",
        "R N, . R",
        "R R R, . . .",
        "R R R-, . . .",
        "R R- R-, . . .",
        "D R- R-, W . .",
        "D R, W ."
    })
    void decides(String nodes, String decisions) {
        assertThat(MarkerPolicy.decide(Arrays.stream(nodes.split(" "))
                                .map(MarkerPolicyTests::view)
                                .toList())
                        .stream()
                        .map(MarkerPolicyTests::letter)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(decisions);
    }
}
