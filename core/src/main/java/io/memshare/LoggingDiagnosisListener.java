package io.memshare;

import io.memshare.diagnosis.Finding;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs findings, each once when it begins and once when it is over. */
final class LoggingDiagnosisListener implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    /** The kinds that {@link LoggingCompletenessListener} logs when they begin. */
    private static final Set<Finding.Kind> LOGGED_ALREADY =
            EnumSet.of(Finding.Kind.SAME_PROCESS, Finding.Kind.OTHER_NODES);

    @Override
    public void found(Finding finding) {
        if (!LOGGED_ALREADY.contains(finding.kind())) {
            LOG.warn("{}", finding.text());
        }
    }

    @Override
    public void resolved(Finding finding) {
        LOG.info("resolved: {}", finding.text());
    }
}
