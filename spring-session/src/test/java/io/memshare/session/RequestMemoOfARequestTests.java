package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The memo that the repository finds behind {@link StoreUnavailableFilter}. */
class RequestMemoOfARequestTests {

    private final StoreUnavailableFilter filter = new StoreUnavailableFilter();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final List<@Nullable RequestMemo> seen = new ArrayList<>();

    @Test
    void isThereWhileTheChainRunsAndGoneAfterwards() throws Exception {
        dispatch(request);
        assertThat(seen).hasSize(1).doesNotContainNull();
        assertThat(RequestMemo.current()).isNull();
    }

    @Test
    void isGoneAlsoAfterAFailure() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filter.doFilter(request, new MockHttpServletResponse(), (req, res) -> {
                    throw new IllegalStateException();
                }));
        assertThat(RequestMemo.current()).isNull();
    }

    @Test
    void isTheSameForTheErrorPage() throws Exception {
        dispatch(request);
        request.setDispatcherType(DispatcherType.ERROR);
        dispatch(request);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1)).isSameAs(seen.get(0));
    }

    /** Minutes may have passed, and what was saved before them may have been ended or changed by others. */
    @Test
    void isAnotherAfterOtherThreadsHadTheRequest() throws Exception {
        request.setAsyncSupported(true);
        filter.doFilter(request, new MockHttpServletResponse(), (req, res) -> {
            seen.add(RequestMemo.current());
            req.startAsync(req, res);
        });
        request.setAsyncStarted(false);
        request.setDispatcherType(DispatcherType.ASYNC);
        dispatch(request);
        request.setDispatcherType(DispatcherType.ERROR);
        dispatch(request);
        assertThat(seen).hasSize(3).doesNotContainNull();
        assertThat(seen.get(1)).isNotSameAs(seen.get(0));
        assertThat(seen.get(2)).isSameAs(seen.get(1));
    }

    @Test
    void isAnotherInEveryRequest() throws Exception {
        dispatch(request);
        dispatch(new MockHttpServletRequest());
        assertThat(seen.get(1)).isNotSameAs(seen.get(0));
    }

    @Test
    void isBoundAgainAfterADispatchInsideAnother() throws Exception {
        filter.doFilter(request, new MockHttpServletResponse(), (req, res) -> {
            RequestMemo outer = RequestMemo.current();
            dispatchNested();
            assertThat(RequestMemo.current()).isSameAs(outer);
        });
        assertThat(seen).hasSize(1);
    }

    private void dispatchNested() {
        try {
            dispatch(new MockHttpServletRequest());
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    private void dispatch(MockHttpServletRequest dispatched) throws Exception {
        filter.doFilter(dispatched, new MockHttpServletResponse(), (req, res) -> seen.add(RequestMemo.current()));
    }
}
