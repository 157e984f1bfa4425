package io.memshare.completeness;

import io.memshare.completeness.Survey.Report;
import io.memshare.completeness.VoucherPolicy.Reach;
import java.util.concurrent.atomic.AtomicLong;

/** Tells when a fresh server has given each node its chance to answer. Safe for use by several threads. */
final class FirstPolls {

    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong polledSince = new AtomicLong(NEVER);
    private final AtomicLong startedSince = new AtomicLong(NEVER);

    /**
     * Returns whether each node has had its chance. A node whose name takes long to be looked up is not waited for,
     * because requests wait for this.
     *
     * @param survey the answers of a poll
     */
    boolean areOver(Survey survey, long nowNanos) {
        polledSince.compareAndSet(NEVER, nowNanos);
        boolean starting = survey.reports().stream().anyMatch(report -> report.reach() == Reach.STARTING);
        if (starting && nowNanos - polledSince.get() < CompletenessKeeper.LONGEST_START.toNanos()) {
            return false;
        }
        startedSince.compareAndSet(NEVER, nowNanos);
        return survey.reports().stream().allMatch(Report::answered)
                || nowNanos - startedSince.get() >= CompletenessKeeper.SECOND_CHANCE.toNanos();
    }
}
