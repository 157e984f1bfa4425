package io.memshare.memcached;

import io.memshare.node.MisconfiguredNodeException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first commands on every connection: the password, if there is one, and the version query. The version is queried
 * before anything else because every server answers the query, whereas a meta command ends a connection that is not
 * authenticated (memcached 1.6.45).
 */
final class Introduction {

    private static final String UNAUTHENTICATED = "CLIENT_ERROR unauthenticated";

    private Introduction() {}

    /**
     * Introduces this application.
     *
     * @param dialog the conversation, in which nothing has been sent yet
     * @param credentials the credentials to authenticate with, or null
     * @throws MisconfiguredNodeException if the server is too old or refuses the credentials
     * @throws ProtocolException if the server is not memcached, or accepts no further connections
     */
    static void make(Dialog dialog, @Nullable Credentials credentials, Deadline deadline)
            throws IOException, ProtocolException {
        if (credentials != null) {
            authenticate(dialog, credentials, deadline);
        }
        String answer = dialog.ask("version\r\n", deadline);
        if (answer.equals(UNAUTHENTICATED)) {
            throw new MisconfiguredNodeException(
                    "it asks for a user name and a password, and none are configured; set memshare.username and"
                            + " memshare.password as in the file that memcached was started with (-Y)");
        }
        if (!answer.startsWith("VERSION ") && !ServerErrors.isError(answer)) {
            throw new MisconfiguredNodeException(
                    "it is not a memcached, since it answered the request for its version by "
                            + ServerErrors.describe(answer) + "; correct its host and port in memshare.nodes");
        }
        if (!answer.startsWith("VERSION ")) {
            throw new ProtocolException("the answer to the request for its version was "
                    + ServerErrors.describe(answer) + "; a memcached " + ServerVersion.OLDEST
                    + " or later is needed that has connections to spare");
        }
        ServerVersion version = ServerVersion.parse(answer);
        if (version != null && version.isTooOld()) {
            throw new MisconfiguredNodeException("it is memcached " + version + ", and " + ServerVersion.OLDEST
                    + " or later is needed; install a newer version on the node");
        }
    }

    private static void authenticate(Dialog dialog, Credentials credentials, Deadline deadline)
            throws IOException, ProtocolException {
        dialog.send(credentials.command(), deadline);
        String answer = dialog.line(deadline);
        if (answer.startsWith("CLIENT_ERROR ")) {
            throw new MisconfiguredNodeException(
                    "it refused the user name and the password (" + ServerErrors.describe(answer)
                            + "); set memshare.username and memshare.password as in the file that memcached was started"
                            + " with (-Y)");
        }
        if (!answer.equals("STORED")) {
            throw new ProtocolException("the answer to the password was " + ServerErrors.describe(answer));
        }
    }
}
