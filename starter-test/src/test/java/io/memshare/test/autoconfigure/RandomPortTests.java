package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "memshare.nodes=192.0.2.1")
@AutoConfigureRestTestClient
class RandomPortTests {

    @Autowired
    private RestTestClient client;

    @Test
    void aSessionIsThereInTheNextRequest() {
        String cookie = Carts.cookie(client);
        assertThat(Carts.get(client, cookie)).isEqualTo("[\"tea\"]");
    }

    @Test
    void aTypeThatIsRefusedInProductionIsRefusedInTheTest() {
        client.post().uri("/refused").exchange().expectStatus().is5xxServerError();
    }
}
