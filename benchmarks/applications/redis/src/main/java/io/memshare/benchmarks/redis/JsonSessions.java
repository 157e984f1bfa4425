package io.memshare.benchmarks.redis;

import io.memshare.benchmarks.pages.CartItem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Attributes as JSON, as the documentation of Spring Session shows it; Java serialization is its default. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "benchmark.serializer", havingValue = "json")
class JsonSessions {

    /** Spring Session looks for this name. */
    @Bean
    RedisSerializer<Object> springSessionDefaultRedisSerializer() {
        BasicPolymorphicTypeValidator.Builder types = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("java.lang.")
                .allowIfSubType("java.util.")
                .allowIfSubType(CartItem.class);
        JsonMapper mapper = JsonMapper.builder()
                .addModules(SecurityJacksonModules.getModules(JsonSessions.class.getClassLoader(), types))
                .build();
        return new GenericJacksonJsonRedisSerializer(mapper);
    }
}
