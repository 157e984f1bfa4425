package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestMemoTests {

    @Test
    void isBoundToTheThreadWhileItsScopeIsOpen() {
        RequestMemo memo = RequestMemo.create();
        assertThat(RequestMemo.current()).isNull();
        try (RequestMemo.Scope scope = memo.open()) {
            assertThat(scope).isNotNull();
            assertThat(RequestMemo.current()).isSameAs(memo);
            assertThat(CompletableFuture.supplyAsync(RequestMemo::current).join())
                    .isNull();
        }
        assertThat(RequestMemo.current()).isNull();
    }

    @Test
    void aNestedScopeGivesBackWhatWasBoundBefore() {
        RequestMemo outer = RequestMemo.create();
        RequestMemo inner = RequestMemo.create();
        RequestMemo.Scope first = outer.open();
        RequestMemo.Scope second = inner.open();
        assertThat(RequestMemo.current()).isSameAs(inner);
        second.close();
        assertThat(RequestMemo.current()).isSameAs(outer);
        RequestMemo.Scope again = outer.open();
        again.close();
        assertThat(RequestMemo.current()).isSameAs(outer);
        first.close();
        assertThat(RequestMemo.current()).isNull();
    }
}
