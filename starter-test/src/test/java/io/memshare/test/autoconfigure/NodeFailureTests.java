package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@AutoConfigureTestMemshare(nodes = TestNodes.MEMCACHED, count = 2)
class NodeFailureTests {

    @Autowired
    private RestTestClient client;

    @Autowired
    private TestMemcached memcached;

    @Test
    void aKilledNodeLogsNobodyOut() {
        String cookie = Carts.cookie(client);
        memcached.servers().get(0).kill();
        assertThat(Carts.get(client, cookie)).isEqualTo("[\"tea\"]");
    }
}
