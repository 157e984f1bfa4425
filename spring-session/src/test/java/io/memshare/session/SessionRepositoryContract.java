package io.memshare.session;

import io.memshare.seal.Sealing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The behaviour that Spring Session expects of a repository, and the decisions of this repository where those of Spring
 * Session disagree. Two application servers share the nodes; the time of day stands still unless a test says otherwise.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SessionRepositoryContract {

    private final int nodes;
    private final Sealing sealingOfOne;
    private final Sealing sealingOfTwo;
    private SharedSessions shared;

    SessionRepositoryContract(int nodes) {
        this(nodes, Sealing.NONE, Sealing.NONE);
    }

    SessionRepositoryContract(int nodes, Sealing sealingOfOne, Sealing sealingOfTwo) {
        this.nodes = nodes;
        this.sealingOfOne = sealingOfOne;
        this.sealingOfTwo = sealingOfTwo;
    }

    @BeforeAll
    void start() {
        shared = servers(nodes, sealingOfOne, sealingOfTwo);
    }

    SharedSessions servers(int count, Sealing sealedByOne, Sealing sealedByTwo) {
        return new SharedSessions(count, sealedByOne, sealedByTwo);
    }

    @AfterAll
    void stop() {
        shared.close();
    }

    /** Returns the servers on which the tests of this contract run. */
    SharedSessions shared() {
        return shared;
    }

    @Nested
    class Basics extends BasicsContract {

        Basics() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class Attributes extends AttributesContract {

        Attributes() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class Time extends ExpiryContract {

        Time() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {

        Concurrency() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class Deletion extends DeletionContract {

        Deletion() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class ChangeOfId extends ChangeOfIdContract {

        ChangeOfId() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class ForkedId extends ForkedIdContract {

        ForkedId() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class SaveModes extends SaveModesContract {

        SaveModes() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class FlushModes extends FlushModesContract {

        FlushModes() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class UnchangedSaves extends UnchangedSavesContract {

        UnchangedSaves() {
            super(SessionRepositoryContract.this);
        }
    }

    @Nested
    class NullArguments extends NullArgumentsContract {

        NullArguments() {
            super(SessionRepositoryContract.this);
        }
    }
}
