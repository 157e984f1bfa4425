package io.memshare.autoconfigure;

import io.memshare.memcached.Tls;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** TLS configured by an SSL bundle, created again when the bundle is replaced. Thread-safe. */
final class BundledTls implements Supplier<Tls> {

    private final Supplier<SslBundle> bundles;
    private volatile @Nullable Made made;

    private record Made(SslBundle bundle, Tls tls) {}

    /**
     * Creates the supplier.
     *
     * @param bundles returns the current bundle; thread-safe
     */
    BundledTls(Supplier<SslBundle> bundles) {
        this.bundles = bundles;
    }

    @Override
    public Tls get() {
        SslBundle bundle = bundles.get();
        Made last = made;
        if (last == null || last.bundle() != bundle) {
            last = new Made(bundle, tls(bundle));
            made = last;
        }
        return last.tls();
    }

    private static Tls tls(SslBundle bundle) {
        return new Tls(
                bundle.createSslContext(),
                list(bundle.getOptions().getEnabledProtocols()),
                list(bundle.getOptions().getCiphers()));
    }

    private static List<String> list(String @Nullable [] values) {
        return values == null ? List.of() : List.of(values);
    }
}
