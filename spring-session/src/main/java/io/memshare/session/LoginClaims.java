package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import io.memshare.node.TimeToLive;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * Claims places for logins before their sessions are saved, so that a login can be refused while its request can still
 * be answered by a failure. The memo of the request keeps the claim. Safe for use by several threads.
 */
final class LoginClaims {

    /** For how long others are certain to wait for the session of a claim, by all clocks. */
    static final long VALID_NANOS = Duration.ofSeconds(30).toNanos();

    private static final TimeToLive LIFETIME = TimeToLive.of(Duration.ofHours(1));

    private final SessionEntries entries;
    private final LoginAdmission admission;
    private final SessionKeys keys;
    private final HybridLogicalClock timestamps;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    private LoginClaims(SessionEntries entries, LoginAdmission admission, RepositoryParts parts) {
        this.entries = entries;
        this.admission = admission;
        this.keys = parts.keys();
        this.timestamps = parts.timestamps();
        this.clock = parts.clock();
        this.nanoTime = parts.nanoTime();
    }

    /** Creates the claims of a repository. */
    static LoginClaims of(SessionEntries entries, IndexSettings settings, RepositoryParts parts) {
        CountedSessions counted = new CountedSessions(entries, parts);
        return new LoginClaims(entries, new LoginAdmission(entries, counted, settings, parts.timestamps()), parts);
    }

    /** Returns the admission of logins by the same settings. */
    LoginAdmission admission() {
        return admission;
    }

    /**
     * Claims a place for the login of the calling request. Without a memo, the login is admitted when its session is
     * saved.
     *
     * @param principal the name of the user
     * @throws LoginRefusedException if the login is refused
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    void claim(String principal) {
        RequestMemo memo = RequestMemo.current();
        if (memo == null || !admission.refuses() || current(LoginAdmission.INDEX, principal) != null) {
            return;
        }
        long start = nanoTime.getAsLong();
        String name = keys.name(keys.of(UuidSessionIdGenerator.getInstance().generate()));
        String known = familyOfRequest(memo);
        IndexRead.Entries found = entries.read(LoginAdmission.INDEX, principal);
        IndexEntry entry = new IndexEntry(
                timestamps.tick(found.latest()),
                clock.millis() / 1000 + LIFETIME.seconds(),
                known == null ? SessionIndex.family(name) : known);
        entries.enter(found, name, entry, timestamps.tick(entry.since()), LIFETIME);
        admission.admit(principal, name, entry);
        memo.claim(new Claim(
                principal,
                name,
                entry,
                start,
                () -> entries.withdraw(LoginAdmission.INDEX, principal, name, timestamps)));
    }

    private @Nullable String familyOfRequest(RequestMemo memo) {
        for (RequestMemo.Held held : memo.held()) {
            if (held instanceof HeldSession own) {
                Snapshot snapshot = own.session().persistence().snapshot();
                if (snapshot != null) {
                    return SessionIndex.family(
                            snapshot,
                            IndexMarker.in(snapshot.state().attributes()).get(LoginAdmission.INDEX),
                            keys);
                }
            }
        }
        return null;
    }

    /** Notes that the session of a claim has an entry of its own. */
    static void entered() {
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.claim(null);
        }
    }

    /** Returns the claim of the calling request for a user, or null if there is none or it is too old. */
    @Nullable Claim current(String indexName, String principal) {
        RequestMemo memo = RequestMemo.current();
        Claim claim = memo == null ? null : memo.claim();
        boolean fits = claim != null
                && indexName.equals(LoginAdmission.INDEX)
                && claim.principal().equals(principal)
                && nanoTime.getAsLong() - claim.startNanos() < VALID_NANOS;
        return fits ? claim : null;
    }
}
