package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressReportsTests {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void areDueEveryTenSecondsOrTenPercent() {
        ProgressReports reports = new ProgressReports(0);
        assertThat(reports.isDue(SECOND, 9)).isFalse();
        assertThat(reports.isDue(2 * SECOND, 10)).isTrue();
        assertThat(reports.isDue(11 * SECOND, 19)).isFalse();
        assertThat(reports.isDue(12 * SECOND, 19)).isTrue();
        assertThat(reports.isDue(13 * SECOND, 28)).isFalse();
    }
}
