package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTests {

    @ParameterizedTest
    @CsvSource({
        "1, 3, 3, true",
        "0, 3, 3, false",
        "2, 3, 2, true",
        "1, 3, 2, false",
        "3, 4, 2, true",
        "2, 4, 2, false",
        "2, 4, 3, true",
        "1, 4, 3, false",
        "0, 4, 1, true",
        "0, 2, 2, false",
        "1, 2, 2, true"
    })
    void sufficeIfEachKeyHasOne(int sources, int nodes, int redundancy, boolean suffice) {
        assertThat(Sources.suffice(sources, nodes, redundancy)).isEqualTo(suffice);
    }
}
